/* What all writers share: their state, and operations that serve as they are. */
#include "facts_kit.h"
#include "output/writer_base.h"
#include "output_kit.h"

struct state {
    struct writer_base base;
    int more;
};

static struct xbz_run run;
static struct kit_diags diags;
static struct xbz_options options;

static void test_life(void **state)
{
    (void)state;
    void *self = NULL;
    kit_run(&run, &diags);
    assert_int_equal(writer_open(&self, sizeof(struct state), &run, NULL, &options), XBZ_OK);
    struct state *writer = self;
    assert_ptr_equal(writer->base.run, &run);
    assert_ptr_equal(writer->base.options, &options);
    assert_int_equal(writer->more, 0);
    struct xbz_out *out = out_new(&run);
    struct buf bytes;
    buf_init(&bytes, KIT_MAX);
    out_open_stream(out, kit_collect, &bytes);
    struct xbz_filing filing = {.form = STR("10-K")};
    struct xbz_report from = kit_report(&filing);
    for (unsigned i = 0; i < 2; i++) { /* nothing is left of the filing before */
        struct report_entry entry;
        struct xbz_fact facts[] = {kit_money(&kit_assets, kit_end_2009, "2000"),
                                   kit_money(&kit_current, kit_end_2009, "2000")};
        struct xbz_sum_part part = {&kit_current, NULL, 1};
        struct xbz_sum sum = {XBZ_BALANCE_SHEET, {&kit_assets, NULL, 1}, &part, 1};
        assert_int_equal(writer_begin(&writer->base, out, &from), XBZ_OK);
        assert_ptr_equal(writer->base.out, out);
        for (size_t k = 0; k < 2; k++)
            assert_int_equal(report_fact(&writer->base.report, &facts[k], &entry), XBZ_OK);
        assert_int_equal(writer_no_sum(self, &sum), XBZ_OK);
        assert_int_equal(writer->base.report.n_sums, 0);
        assert_int_equal(writer_sum(self, &sum), XBZ_OK);
        assert_int_equal(writer->base.report.n_sums, 1);
        assert_int_equal(writer_end(self), XBZ_OK);
    }
    writer_abort(self);
    assert_null(writer->base.out);
    writer_close(self);
    writer_close(NULL);
    out_free(out);
    buf_free(&bytes);
}

static void test_no_memory(void **state)
{
    (void)state;
    void *self = &run;
    kit_run(&run, &diags);
    (void)mem_fail_at(1); /* in builds for it only */
    enum xbz_status status = writer_open(&self, sizeof(struct state), &run, NULL, &options);
    (void)mem_fail_at(0);
    assert_int_equal(status == XBZ_FATAL, self == NULL);
    assert_int_equal(diags.counts[XBZ_D_OUT_OF_MEMORY], self == NULL);
    writer_close(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_life), cmocka_unit_test(test_no_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
