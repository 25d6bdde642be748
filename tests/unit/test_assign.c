/* Concepts chosen over a whole statement: aliases, model, sections, one line item for each concept. */
#include "model_kit.h"

#include "mapping/assign.h"

#define DATES "2008-12-31 | 2007-12-31"

static bool figures(const struct xbz_statement *s, size_t item)
{
    return !s->items[item].heading;
}

/* Maps with a model of one-caption weights, or none. */
static struct mapped_item *assigned(struct fixture *fx, struct kit_bytes *bytes, const char *rows)
{
    static const enum xbz_statement_kind kind = XBZ_BALANCE_SHEET;
    struct xbz_statement *s = fixture_statement(fx, kind, DATES, rows);
    struct mapped_item *items = ARENA_ARRAY(&fx->arena, s->n_items, struct mapped_item);
    struct item_section *sections = ARENA_ARRAY(&fx->arena, s->n_items, struct item_section);
    struct mapper mapper = fx->mapper;
    if (bytes)
        assert_true(model_init(&mapper.model, &fx->arena, fx->taxonomy, bytes->p, bytes->n));
    for (size_t i = 0; i < s->n_items; i++)
        items[i].unit = XBZ_UNIT_MONEY;
    struct assignment a = {&mapper, s, items, sections, {NULL, 0}, figures};
    assert_true(assign_concepts(&a, &fx->arena));
    return items;
}

static void assert_item(const struct mapped_item *it, const char *concept, enum match_how how)
{
    assert_str(it->concept ? it->concept->name : STR(""), concept);
    assert_int_equal(it->how, how);
}

static const char *const names[] = {"Goodwill", "OtherAssetsNoncurrent", "OtherLiabilitiesNoncurrent", "Revenues",
                                    "InventoryNet"};

static void test_model(void **state)
{
    static const struct kit_weight weights[] = {
        {"acquired good name", 1, 60}, {"sundry", 2, 8}, {"turnover", 4, 99}, {"mystery", 0, 64}};
    struct kit_bytes b;
    kit_model(&b, names, 5, weights, 4);
    struct mapped_item *items = assigned(*state, &b,
                                         "Acquired good name | 5 | 6\nSundry | 7 | 8\nTurnover | 1 | 2\n"
                                         "Mystery | 3 | 4\n");
    assert_item(&items[0], "Goodwill", MATCH_MODEL);
    assert_in_range(items[0].confidence, 90, 99);
    assert_int_equal(items[0].period, XBZ_INSTANT);
    /* Not likely enough; and told. */
    assert_item(&items[1], "", MATCH_NONE);
    assert_int_equal(items[1].loss, LOSS_AMBIGUOUS);
    /* Revenues are no instant. */
    assert_item(&items[2], "", MATCH_NONE);
    /* Something of the filer's own. */
    assert_item(&items[3], "", MATCH_NONE);
    assert_int_equal(items[3].loss, LOSS_NONE);
}

/* What a line of aliases.txt says, it says whatever the model thinks; what was only counted gives way. */
static void test_aliases(void **state)
{
    static const struct kit_weight weights[] = {{"stock hand", 1, 99}, {"merchandise", 1, 99}, {"good transit", 5, 8}};
    void *other;
    struct kit_bytes b;
    (void)state;
    assert_int_equal(fixture_open(&other, "InventoryNet\tBS\tstock on hand\nInventoryNet\tBS\tmerchandise\t*\n"
                                          "InventoryNet\tBS\tgoods in transit\t*\n"),
                     0);
    kit_model(&b, names, 5, weights, 3);
    struct mapped_item *items = assigned(other, &b, "Stock on hand | 5 | 6\n");
    assert_item(&items[0], "InventoryNet", MATCH_ALIAS);
    items = assigned(other, &b, "Merchandise | 5 | 6\n");
    assert_item(&items[0], "Goodwill", MATCH_MODEL);
    /* Without a model the count is all there is. */
    items = assigned(other, NULL, "Merchandise | 5 | 6\nGoods in transit | 7 | 8\n");
    assert_item(&items[0], "InventoryNet", MATCH_ALIAS);
    fixture_close(&other);
}

/* The better claim keeps the concept, the other line item takes its next. */
static void test_one_each(void **state)
{
    static const struct kit_weight weights[] = {{"alpha", 2, 90}, {"beta", 2, 70}, {"gamma", 1, 80}};
    struct kit_bytes b;
    kit_model(&b, names, 5, weights, 3);
    struct mapped_item *items = assigned(*state, &b, "Beta | 5 | 6\nAlpha | 7 | 8\nGamma | 9 | 10\n");
    assert_item(&items[1], "OtherAssetsNoncurrent", MATCH_MODEL);
    assert_ptr_not_equal(items[0].concept, items[1].concept);
    assert_item(&items[2], "Goodwill", MATCH_MODEL);
    /* The same figures twice are one fact. */
    items = assigned(*state, &b, "Beta | 5 | 6\nAlpha | 5 | 6\n");
    assert_ptr_equal(items[0].concept, items[1].concept);
}

static void test_sections(void **state)
{
    static const struct kit_weight weights[] = {{"sundry long term", 2, 80}};
    struct kit_bytes b;
    kit_model(&b, names, 5, weights, 1);
    struct mapped_item *items = assigned(*state, &b, "Sundry long term | 1 | 2\nTotal assets | 5 | 6\n");
    assert_item(&items[0], "OtherAssetsNoncurrent", MATCH_MODEL);
    assert_item(&items[1], "Assets", MATCH_ALIAS);
    items = assigned(*state, &b, "Total assets | 5 | 6\nSundry long term | 1 | 2\n");
    assert_ptr_not_equal(items[1].concept, fixture_concept(*state, "OtherAssetsNoncurrent"));
}

static int open_fixture(void **state)
{
    return fixture_open(state, "Assets\tBS\ttotal assets\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_model),
        FIXTURE_TEST(test_aliases),
        FIXTURE_TEST(test_one_each),
        FIXTURE_TEST(test_sections),
    };
    return cmocka_run_group_tests_name("assign", tests, open_fixture, fixture_close);
}
