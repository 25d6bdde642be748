/* Calculation relations of the taxonomy: they make concepts of printed sums surer, and choose another candidate. */
#include "model_kit.h"

#include "mapping/assign.h"
#include "mapping/judges.h"
#include "mapping/relations.h"

#define YEAR "2008-01-01..2008-12-31"

static size_t profit_parts[] = {0, 1};
static int profit_signs[] = {1, -1};
static struct item_sum profit = {.total = 2, .n_parts = 2, .parts = profit_parts, .signs = profit_signs, .exact = true};

static struct mapped_statement *costs(struct fixture *fx, enum xbz_statement_kind kind, struct claims *claims)
{
    struct mapped_statement *ms =
        fixture_mapped(fx, kind, YEAR, "Revenues @Revenues | 90\nTotal cost | 50\nGross profit @GrossProfit | 40\n");
    ms->sums = &profit;
    ms->n_sums = 1;
    ms->items[1].claims = claims;
    return ms;
}

static struct claims two(struct fixture *fx, const char *first, uint32_t a, const char *second, uint32_t b)
{
    struct claims c = {.n = 2};
    c.candidates[0] = (struct candidate){fixture_concept(fx, first), a, false};
    c.candidates[1] = (struct candidate){fixture_concept(fx, second), b, false};
    return c;
}

static void judge(struct fixture *fx, struct mapped_statement *ms)
{
    static const char *const names[] = {"Goodwill"};
    static const struct kit_weight none[] = {{"x", 1, 1}};
    struct kit_bytes b;
    struct mapper mapper = fx->mapper;
    kit_model(&b, names, 1, none, 1);
    assert_true(model_init(&mapper.model, &fx->arena, fx->taxonomy, b.p, b.n));
    relations_judge(&mapper, ms);
}

static void chosen_by_model(struct mapped_item *it, const struct xbz_concept *concept, unsigned confidence)
{
    it->concept = concept;
    it->how = MATCH_MODEL;
    it->confidence = confidence;
}

static void assert_concept(const struct mapped_item *it, const char *name)
{
    assert_str(it->concept ? it->concept->name : STR(""), name);
}

#define CLOSE two(fx, "CostsAndExpenses", 30000, "CostOfRevenue", 28000)

static void test_agreement(void **state)
{
    struct fixture *fx = *state;
    struct claims c = CLOSE;
    struct mapped_statement *ms = costs(fx, XBZ_INCOME, &c);
    chosen_by_model(&ms->items[1], fixture_concept(fx, "CostOfRevenue"), 50);
    judge(fx, ms);
    assert_concept(&ms->items[1], "CostOfRevenue");
    assert_int_equal(ms->items[1].agreed, 1u << JUDGE_TOTAL);
    assert_true(ms->items[1].confidence > 50);
    assert_int_equal(ms->items[2].agreed, 1u << JUDGE_PARTS);
    assert_true(ms->items[2].confidence > 92);
}

static void test_another_candidate(void **state)
{
    struct fixture *fx = *state;
    struct claims c = CLOSE;
    struct mapped_statement *ms = costs(fx, XBZ_INCOME, &c);
    chosen_by_model(&ms->items[1], fixture_concept(fx, "CostsAndExpenses"), 46);
    judge(fx, ms);
    assert_concept(&ms->items[1], "CostOfRevenue");
    assert_str(ms->items[1].runner_up->name, "CostsAndExpenses");
    assert_true(ms->items[1].confidence > 46);
}

/* What is sure stays, and so does what another line item has, or what is too unlikely for all its relations. */
static void test_what_stays(void **state)
{
    struct fixture *fx = *state;
    struct claims c = CLOSE, far = two(fx, "CostsAndExpenses", 30000, "CostOfRevenue", 3000);
    const struct xbz_concept *all = fixture_concept(fx, "CostsAndExpenses");
    struct mapped_statement *ms = costs(fx, XBZ_INCOME, &c);
    chosen_by_model(&ms->items[1], all, 60);
    judge(fx, ms);
    assert_concept(&ms->items[1], "CostsAndExpenses");
    assert_int_equal(ms->items[1].agreed, 0);
    ms = costs(fx, XBZ_INCOME, &far);
    chosen_by_model(&ms->items[1], all, 46);
    judge(fx, ms);
    assert_concept(&ms->items[1], "CostsAndExpenses");
    c.candidates[1].banned = true;
    ms = costs(fx, XBZ_INCOME, &c);
    chosen_by_model(&ms->items[1], all, 46);
    judge(fx, ms);
    assert_concept(&ms->items[1], "CostsAndExpenses");
    c = two(fx, "CostsAndExpenses", 30000, "Revenues", 28000);
    ms = costs(fx, XBZ_INCOME, &c);
    chosen_by_model(&ms->items[1], all, 46);
    judge(fx, ms);
    assert_concept(&ms->items[1], "CostsAndExpenses");
}

static void test_undecided(void **state)
{
    struct fixture *fx = *state;
    struct claims c = CLOSE;
    struct mapped_statement *ms = costs(fx, XBZ_INCOME, &c);
    ms->items[1].loss = LOSS_AMBIGUOUS;
    judge(fx, ms);
    assert_concept(&ms->items[1], "CostOfRevenue");
    assert_int_equal(ms->items[1].loss, LOSS_NONE);
    assert_int_equal(ms->items[1].how, MATCH_MODEL);
    ms = costs(fx, XBZ_COMPREHENSIVE_INCOME, &c);
    ms->items[1].loss = LOSS_AMBIGUOUS;
    judge(fx, ms);
    assert_concept(&ms->items[1], "");
}

static int open_all(void **state)
{
    return fixture_open(state, fixture_aliases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_agreement),
        FIXTURE_TEST(test_another_candidate),
        FIXTURE_TEST(test_what_stays),
        FIXTURE_TEST(test_undecided),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
