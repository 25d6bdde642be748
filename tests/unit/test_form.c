/* Forms of a report: which files they open, and where they say their schema is. */
#include "facts_kit.h"
#include "output/form.h"
#include "output_kit.h"

#define FILES 4

/* Files in memory. */
struct files {
    struct buf names[FILES], texts[FILES];
    struct stream streams[FILES];
    size_t n;
};

static struct xbz_run run;
static struct kit_diags diags;
static struct xbz_taxonomy *taxonomy;
static struct xbz_options options;
static struct files files;
static void *self;
static struct form form;

static int load(void **state)
{
    (void)state;
    return xbz_taxonomy_load(&taxonomy, NULL, NULL, NULL) == XBZ_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    xbz_taxonomy_free(taxonomy);
    return 0;
}

static enum xbz_status open_file(void *ctx, struct xbz_str name, struct stream **stream)
{
    struct files *f = ctx;
    assert_true(f->n < FILES);
    buf_init(&f->names[f->n], KIT_MAX);
    buf_init(&f->texts[f->n], KIT_MAX);
    buf_str(&f->names[f->n], name);
    stream_init(&f->streams[f->n], kit_collect, &f->texts[f->n]);
    *stream = &f->streams[f->n++];
    return XBZ_OK;
}

static struct xbz_str text_of(size_t i)
{
    stream_flush(&files.streams[i]);
    return buf_view(&files.texts[i]);
}

static void write_form(const struct form_ops *ops, const char *folder, bool alone, const struct xbz_target *target)
{
    static const struct xbz_extension extension = {{"Kilns", 5}, {"Kilns", 5}, XBZ_UNIT_MONEY, XBZ_DURATION, 0};
    struct form_place place = {.open = open_file, .ctx = &files, .schema_folder = folder, .alone = alone};
    struct xbz_filing filing = {.form = STR("10-K")};
    struct xbz_report from = kit_report(&filing);
    struct xbz_fact facts[] = {kit_money(&kit_assets, kit_end_2009, "2000"), kit_money(&kit_income, kit_2009, "-7000")};
    struct stream *first;
    facts[1].concept = NULL;
    facts[1].extension = &extension;
    from.extensions = true;
    from.target = target;
    memset(&files, 0, sizeof files);
    memset(&form, 0, sizeof form);
    kit_run(&run, &diags);
    assert_int_equal(writer_open(&self, sizeof(struct writer_base), &run, taxonomy, &options), XBZ_OK);
    assert_int_equal(writer_begin(self, NULL, &from), XBZ_OK);
    assert_int_equal(form_open(&form, ops, self), XBZ_OK);
    assert_int_equal(open_file(&files, STR("first"), &first), XBZ_OK);
    assert_int_equal(form_begin(&form, &place, &from, first), XBZ_OK);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(form_fact(&form, &facts[i]), XBZ_OK);
    assert_int_equal(form_fact(&form, &facts[0]), XBZ_OK); /* again: it is there already */
    assert_int_equal(form_end(&form), XBZ_OK);
}

static int clean_up(void **state)
{
    (void)state;
    form_close(&form);
    form_close(&form);
    writer_close(self);
    for (size_t i = 0; i < files.n; i++) {
        buf_free(&files.names[i]);
        buf_free(&files.texts[i]);
    }
    return 0;
}

static void test_instance(void **state)
{
    (void)state;
    write_form(&instance_form, "../taxonomy/", false, NULL);
    assert_int_equal(files.n, 1);
    assert_true(kit_has(text_of(0), "xlink:href=\"../taxonomy/flamel.xsd\""));
    assert_int_equal(kit_count(text_of(0), "<gaap-lite:Assets "), 1);
    assert_int_equal(kit_count(text_of(0), "<ext:Kilns "), 1);
    assert_int_equal(diags.counts[XBZ_D_SCHEMA_LEFT_OUT], 0);
}

static void test_json(void **state)
{
    (void)state;
    write_form(&json_form, "", false, NULL);
    assert_int_equal(files.n, 1);
    assert_true(kit_has(text_of(0), "\"taxonomy\": [\"flamel.xsd\"]"));
    assert_int_equal(kit_count(text_of(0), "\"value\": "), 2);
}

/* The table goes into the first file, its metadata into one of its own. */
static void test_csv(void **state)
{
    (void)state;
    write_form(&csv_form, "", false, NULL);
    assert_int_equal(files.n, 2);
    assert_buf(&files.names[1], "flamel.json");
    assert_int_equal(kit_count(text_of(0), "\n"), 3);
    assert_true(kit_has(text_of(1), "\"url\": \"flamel.csv\""));
}

static void test_inline(void **state)
{
    (void)state;
    write_form(&inline_form, "x/", false, NULL);
    assert_int_equal(files.n, 1);
    assert_true(kit_has(text_of(0), "xlink:href=\"x/flamel.xsd\""));
    assert_int_equal(kit_count(text_of(0), "<ix:nonFraction "), 2); /* hidden: no document was shown */
}

/* With nothing beside it a report says where its schema would be, and that it is not there. */
static void test_alone(void **state)
{
    (void)state;
    write_form(&json_form, "", true, NULL);
    assert_true(kit_has(text_of(0), "\"taxonomy\": [\"https://xbrlize.org/ext/flamel/flamel.xsd\"]"));
    assert_int_equal(diags.counts[XBZ_D_SCHEMA_LEFT_OUT], 1);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_teardown(name, clean_up)
    const struct CMUnitTest tests[] = {
        CASE(test_instance), CASE(test_json), CASE(test_csv), CASE(test_inline), CASE(test_alone),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
