/* The compiled taxonomy is what reading its files gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "mapping/embedded.h"
#include "mapping/loader.h"

static struct xbz_taxonomy *compiled, *parsed;

static int set_up(void **state)
{
    (void)state;
    return xbz_taxonomy_load(&compiled, NULL, NULL, NULL) != XBZ_OK ||
           taxonomy_load_given(&parsed, xbz_embedded_files, xbz_n_embedded_files, NULL, NULL) != XBZ_OK;
}

static int tear_down(void **state)
{
    (void)state;
    xbz_taxonomy_free(compiled);
    xbz_taxonomy_free(parsed);
    return 0;
}

static void assert_str(struct xbz_str a, struct xbz_str b)
{
    assert_true(str_eq(a, b));
    if (a.p)
        assert_int_equal(a.p[a.n], '\0');
}

/* Concepts of two taxonomies are the same when they stand in the same place; of the compiled one, in its table. */
static void assert_concept(const struct xbz_concept *a, const struct xbz_concept *b)
{
    assert_int_equal(a != NULL, b != NULL);
    if (!a)
        return;
    assert_ptr_equal(a, xbz_taxonomy_concept(compiled, b->index));
}

static void test_concepts(void **state)
{
    (void)state;
    assert_true(str_eq(xbz_taxonomy_namespace(compiled), xbz_taxonomy_namespace(parsed)));
    assert_int_equal(xbz_taxonomy_count(compiled), xbz_taxonomy_count(parsed));
    assert_true(xbz_taxonomy_count(parsed) > 1000);
    for (size_t i = 0; i < xbz_taxonomy_count(parsed); i++) {
        const struct xbz_concept *a = xbz_taxonomy_concept(compiled, i), *b = xbz_taxonomy_concept(parsed, i);
        assert_str(a->name, b->name);
        assert_str(a->label, b->label);
        assert_str(a->total_label, b->total_label);
        assert_str(a->terse_label, b->terse_label);
        assert_int_equal(a->type, b->type);
        assert_int_equal(a->balance, b->balance);
        assert_int_equal(a->period, b->period);
        assert_int_equal(a->abstract, b->abstract);
        assert_int_equal(a->never_negative, b->never_negative);
        assert_int_equal(a->statements, b->statements);
        assert_concept(a->successor, b->successor);
        assert_int_equal(a->successor_year, b->successor_year);
        assert_concept(a->predecessor, b->predecessor);
        assert_int_equal(a->predecessor_year, b->predecessor_year);
        assert_int_equal(a->first_year, b->first_year);
        assert_int_equal(a->last_year, b->last_year);
        assert_int_equal(a->index, i);
        assert_ptr_equal(xbz_taxonomy_find(compiled, b->name), a);
    }
}

static void test_calculations(void **state)
{
    (void)state;
    size_t n, n_parsed;
    const struct xbz_calculation *a = xbz_taxonomy_calculations(compiled, &n);
    const struct xbz_calculation *b = xbz_taxonomy_calculations(parsed, &n_parsed);
    assert_int_equal(n, n_parsed);
    for (size_t i = 0; i < n; i++) {
        assert_concept(a[i].parent, b[i].parent);
        assert_concept(a[i].child, b[i].child);
        assert_int_equal(a[i].weight, b[i].weight);
        assert_int_equal(a[i].statement, b[i].statement);
        assert_int_equal(a[i].network, b[i].network);
    }
}

static void test_aliases(void **state)
{
    (void)state;
    size_t n, n_parsed;
    const struct xbz_alias *a = xbz_taxonomy_aliases(compiled, &n), *b = xbz_taxonomy_aliases(parsed, &n_parsed);
    assert_int_equal(n, n_parsed);
    for (size_t i = 0; i < n; i++) {
        assert_str(a[i].key, b[i].key);
        assert_concept(a[i].concept, b[i].concept);
        assert_int_equal(a[i].statement, b[i].statement);
        assert_int_equal(a[i].negated, b[i].negated);
        assert_int_equal(a[i].counted, b[i].counted);
        assert_ptr_equal(xbz_taxonomy_alias(compiled, b[i].statement, b[i].key), &a[i]);
    }
}

static void test_captions(void **state)
{
    (void)state;
    size_t n, n_parsed;
    const struct xbz_caption_rule *a = xbz_taxonomy_caption_rules(compiled, &n);
    const struct xbz_caption_rule *b = xbz_taxonomy_caption_rules(parsed, &n_parsed);
    assert_int_equal(n, n_parsed);
    for (size_t i = 0; i < n; i++) {
        assert_concept(a[i].concept, b[i].concept);
        assert_int_equal(a[i].statement, b[i].statement);
        assert_str(a[i].need, b[i].need);
        assert_str(a[i].forbid, b[i].forbid);
    }
    const struct xbz_caption_figure *c = xbz_taxonomy_caption_figures(compiled, &n);
    const struct xbz_caption_figure *d = xbz_taxonomy_caption_figures(parsed, &n_parsed);
    assert_int_equal(n, n_parsed);
    for (size_t i = 0; i < n; i++) {
        assert_concept(c[i].concept, d[i].concept);
        assert_concept(c[i].owner, d[i].owner);
        assert_str(c[i].words, d[i].words);
    }
}

static void test_words(void **state)
{
    (void)state;
    assert_int_equal(compiled->words.n, parsed->words.n);
    assert_int_equal(compiled->words.map.n, parsed->words.map.n);
    for (size_t i = 0; i < parsed->words.map.room; i++) {
        const struct str_map_slot *slot = &parsed->words.map.slots[i];
        if (!slot->taken)
            continue;
        const uint32_t *canonical = str_map_get(&compiled->words.map, slot->key);
        assert_non_null(canonical);
        assert_str(compiled->words.canonical[*canonical], parsed->words.canonical[slot->value]);
    }
}

static void test_schedule_tags(void **state)
{
    (void)state;
    assert_int_equal(compiled->n_schedule_tags, parsed->n_schedule_tags);
    for (size_t i = 0; i < parsed->n_schedule_tags; i++) {
        const struct xbz_schedule_tag *a = &compiled->schedule_tags[i], *b = &parsed->schedule_tags[i];
        assert_str(a->article, b->article);
        assert_str(a->tag, b->tag);
        assert_concept(a->concept, b->concept);
        assert_int_equal(a->use, b->use);
        assert_int_equal(a->absolute, b->absolute);
        assert_int_equal(a->either_sign, b->either_sign);
        assert_int_equal(a->opening, b->opening);
        assert_str(a->equals, b->equals);
        assert_str(a->less, b->less);
        for (size_t k = 0; k < XBZ_SCHEDULE_OTHERS; k++) {
            assert_concept(a->net[k], b->net[k]);
            assert_concept(a->also[k], b->also[k]);
        }
    }
}

static void test_targets(void **state)
{
    (void)state;
    assert_int_equal(compiled->n_targets, parsed->n_targets);
    for (size_t i = 0; i < parsed->n_targets; i++) {
        assert_int_equal(compiled->targets[i].year, parsed->targets[i].year);
        assert_str(compiled->targets[i].gaap_space, parsed->targets[i].gaap_space);
        assert_str(compiled->targets[i].gaap_schema, parsed->targets[i].gaap_schema);
        assert_str(compiled->targets[i].dei_space, parsed->targets[i].dei_space);
        assert_str(compiled->targets[i].dei_schema, parsed->targets[i].dei_schema);
    }
}

static void test_files(void **state)
{
    (void)state;
    size_t n, n_parsed;
    const struct xbz_taxonomy_file *a = xbz_taxonomy_files(compiled, &n);
    const struct xbz_taxonomy_file *b = xbz_taxonomy_files(parsed, &n_parsed);
    assert_int_equal(n, n_parsed);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(a[i].name, b[i].name);
        assert_int_equal(a[i].n, b[i].n);
    }
}

static void test_no_memory(void **state)
{
    (void)state;
    struct xbz_taxonomy *taxonomy = NULL;
    for (unsigned long nth = 1; taxonomy == NULL; nth++) {
        (void)mem_fail_at(nth);
        enum xbz_status status = xbz_taxonomy_load(&taxonomy, NULL, NULL, NULL);
        (void)mem_fail_at(0);
        assert_int_equal(status == XBZ_OK, taxonomy != NULL);
        assert_true(nth < 1000);
    }
    xbz_taxonomy_free(taxonomy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_concepts), cmocka_unit_test(test_calculations), cmocka_unit_test(test_aliases),
        cmocka_unit_test(test_captions), cmocka_unit_test(test_words),        cmocka_unit_test(test_schedule_tags),
        cmocka_unit_test(test_targets),  cmocka_unit_test(test_files),        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
