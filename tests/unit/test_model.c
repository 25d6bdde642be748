/* Weights: reading the file, scores, probabilities. */
#include "model_kit.h"

static const char *const names[] = {"Assets", "NoSuchConcept", "Liabilities"};
static const struct kit_weight weights[] = {{"total asset", 1, 64}, {"debt", 3, 40}, {"other", 2, -9}};

static void test_scores(void **state)
{
    struct fixture *fx = *state;
    struct kit_bytes b;
    struct model m;
    struct feature_list list;
    struct feature_row row = {STR("total asset"), {NULL, 0}};
    int32_t scores[4];
    kit_model(&b, names, 3, weights, 3);
    assert_true(model_init(&m, &fx->arena, fx->taxonomy, b.p, b.n));
    assert_true(m.loaded);
    const struct model_weights *w = &m.parts[MODEL_BALANCE];
    assert_int_equal(w->n_classes, 4);
    assert_null(w->concepts[0]);
    assert_ptr_equal(w->concepts[1], fixture_concept(fx, "Assets"));
    assert_null(w->concepts[2]); /* one that the taxonomy does not have */
    assert_ptr_equal(w->concepts[3], fixture_concept(fx, "Liabilities"));
    features_of_caption(XBZ_BALANCE_SHEET, &row, &list);
    model_score(w, &list, scores);
    assert_int_equal(scores[0], 0);
    assert_int_equal(scores[1], 64);
    assert_int_equal(scores[3], 0);
    row.key = STR("other");
    features_of_caption(XBZ_BALANCE_SHEET, &row, &list);
    model_score(w, &list, scores);
    assert_int_equal(scores[2], -9);
}

/* Every byte cut off or changed leaves a file that is refused, or one whose weights can be used. */
static void test_damage(void **state)
{
    struct fixture *fx = *state;
    struct kit_bytes b, c;
    struct model m;
    struct feature_list list;
    struct feature_row row = {STR("debt"), {NULL, 0}};
    int32_t scores[MODEL_CLASSES];
    kit_model(&b, names, 3, weights, 3);
    for (size_t n = 0; n < b.n; n++)
        assert_false(model_init(&m, &fx->arena, fx->taxonomy, b.p, n));
    assert_false(m.loaded);
    features_of_caption(XBZ_BALANCE_SHEET, &row, &list);
    for (size_t at = 0; at < b.n; at++)
        for (unsigned flip = 1; flip < 256; flip <<= 1) {
            c = b;
            c.p[at] = (unsigned char)(c.p[at] ^ flip);
            if (model_init(&m, &fx->arena, fx->taxonomy, c.p, c.n))
                for (size_t p = 0; p < MODEL_PARTS; p++)
                    model_score(&m.parts[p], &list, scores);
        }
}

static void test_exp(void **state)
{
    (void)state;
    assert_int_equal(model_exp(0), 65536);
    assert_in_range(model_exp(11), 32800, 33000); /* exp(-11/16) = 0.5029 */
    assert_in_range(model_exp(37), 6480, 6500);   /* exp(-37/16) = 0.0990 */
    for (uint32_t d = 1; d < 400; d++)
        assert_true(model_exp(d) <= model_exp(d - 1));
    assert_int_equal(model_exp(256), 0);
    assert_int_equal(model_exp(UINT32_MAX), 0);
}

static void test_calibration(void **state)
{
    struct fixture *fx = *state;
    struct kit_bytes b;
    struct model m;
    kit_model(&b, names, 3, weights, 3);
    assert_true(model_init(&m, &fx->arena, fx->taxonomy, b.p, b.n));
    assert_int_equal(model_calibrated(&m.parts[0], 0), 2);
    assert_int_equal(model_calibrated(&m.parts[0], 32768), 47);
    assert_int_equal(model_calibrated(&m.parts[0], 65536), 97);
}

/* The weights that are built in. */
static void test_embedded(void **state)
{
    struct fixture *fx = *state;
    struct xbz_taxonomy *taxonomy;
    struct mapper mapper;
    (void)fx;
    assert_int_equal(xbz_taxonomy_load(&taxonomy, NULL, NULL, NULL), XBZ_OK);
    assert_int_equal(mapper_init(&mapper, taxonomy), XBZ_OK);
    assert_true(mapper.model.loaded);
    for (size_t p = 0; p < MODEL_PARTS; p++) {
        const struct model_weights *w = &mapper.model.parts[p];
        for (size_t k = 1; k < w->n_classes; k++)
            assert_non_null(w->concepts[k]);
        for (size_t k = 1; k < MODEL_STEPS; k++)
            assert_true(w->calibration[k] >= w->calibration[k - 1]);
    }
    mapper_free(&mapper);
    xbz_taxonomy_free(taxonomy);
}

static int open_fixture(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_scores),      FIXTURE_TEST(test_damage),   cmocka_unit_test(test_exp),
        FIXTURE_TEST(test_calibration), FIXTURE_TEST(test_embedded),
    };
    return cmocka_run_group_tests_name("model", tests, open_fixture, fixture_close);
}
