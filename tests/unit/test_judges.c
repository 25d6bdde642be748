/* Judges of a concept: heard once, by their odds; what is hardly sure is given up; the user's rows are not judged. */
#include "fixture.h"

#include "mapping/judges.h"

static const struct xbz_concept *some;

static struct mapped_item item_of(enum match_how how, unsigned confidence)
{
    return (struct mapped_item){.concept = some, .how = how, .confidence = confidence};
}

/* The odds before times those of the judge, between what is never certain. */
static void test_odds(void **state)
{
    (void)state;
    assert_int_equal(judge_odds(50, 3, 1), 75);
    assert_int_equal(judge_odds(50, 1, 3), 25);
    assert_int_equal(judge_odds(90, 10, 10), 90);
    assert_int_equal(judge_odds(100, 1, 1), 99);
    assert_int_equal(judge_odds(99, 20, 1), 99);
    assert_int_equal(judge_odds(0, 20, 1), 1);
}

static void test_heard_once(void **state)
{
    struct mapped_item it = item_of(MATCH_MODEL, 60);
    (void)state;
    for (unsigned judge = 0; judge < JUDGES; judge++) {
        unsigned before = it.confidence;
        judge_agrees(&it, (enum judge)judge);
        assert_true(it.confidence >= before);
        before = it.confidence;
        judge_agrees(&it, (enum judge)judge);
        assert_int_equal(it.confidence, before);
        assert_non_null(judge_says((enum judge)judge, true));
    }
    assert_int_equal(it.agreed, (1u << JUDGES) - 1);
    judge_opposes(&it, JUDGE_SCHEDULE);
    assert_int_equal(it.opposed, 1u << JUDGE_SCHEDULE);
    assert_non_null(judge_says(JUDGE_SCHEDULE, false));
}

static void test_given_up(void **state)
{
    struct mapped_item sure = item_of(MATCH_MODEL, 95), unsure = item_of(MATCH_MODEL, 60);
    (void)state;
    judge_opposes(&sure, JUDGE_STATEMENTS);
    judge_opposes(&unsure, JUDGE_STATEMENTS);
    assert_true(sure.confidence < 95 && unsure.confidence < 35);
    judge_gives_up(&sure);
    judge_gives_up(&unsure);
    assert_ptr_equal(sure.concept, some);
    assert_null(unsure.concept);
    assert_ptr_equal(unsure.runner_up, some);
    assert_int_equal(unsure.loss, LOSS_CONTRADICTED);
}

static void test_own_rows(void **state)
{
    struct mapped_item it = item_of(MATCH_MAP, 30);
    (void)state;
    judge_agrees(&it, JUDGE_STATEMENTS);
    judge_opposes(&it, JUDGE_STATEMENTS);
    judge_gives_up(&it);
    assert_int_equal(it.confidence, 30);
    assert_int_equal(it.agreed | it.opposed, 0);
    assert_ptr_equal(it.concept, some);
}

static int open_all(void **state)
{
    int status = fixture_open(state, fixture_aliases);
    some = fixture_concept(*state, "Goodwill");
    return status;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_odds),
        FIXTURE_TEST(test_heard_once),
        FIXTURE_TEST(test_given_up),
        FIXTURE_TEST(test_own_rows),
    };
    return cmocka_run_group_tests(tests, open_all, fixture_close);
}
