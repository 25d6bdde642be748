/* Which way captions say their figures point. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "mapping/label_key.h"

enum { LOSS = 1, BENEFIT = 2, INCREASE = 4, DECREASE = 8, LESS = 16, TOTAL = 32 };

struct row {
    const char *label;
    enum polarity plain, bracketed;
    unsigned flags;
};

#define P(word) POLARITY_##word

static const struct row rows[] = {
    {"Income tax benefit (expense)", P(BENEFIT), P(EXPENSE), BENEFIT},
    {"Income tax expense (benefit)", P(EXPENSE), P(BENEFIT), 0},
    {"Income tax (expense) benefit", P(BENEFIT), P(EXPENSE), BENEFIT},
    {"Provision (benefit) for income taxes", P(PROVISION), P(BENEFIT), 0},
    {"Benefit (provision) for income taxes", P(BENEFIT), P(PROVISION), BENEFIT},
    {"Income taxes (benefit)", P(TAX), P(BENEFIT), 0},
    {"Income taxes", P(NONE), P(NONE), 0},
    {"Income and franchise taxes", P(NONE), P(NONE), 0},
    {"Taxes on income", P(NONE), P(NONE), 0},
    {"Interest (income) expense, net", P(EXPENSE), P(INCOME), 0},
    {"Other income (expense)", P(INCOME), P(EXPENSE), 0},
    {"Decrease/(increase) in inventories", P(DECREASE), P(INCREASE), DECREASE},
    {"(Increase) decrease in receivables", P(DECREASE), P(INCREASE), DECREASE},
    {"Increase in accrued expenses", P(INCREASE), P(NONE), INCREASE},
    {"Net loss", P(LOSS), P(NONE), LOSS},
    {"Net (loss)", P(NONE), P(LOSS), LOSS},
    {"Net income (loss)", P(INCOME), P(LOSS), 0},
    {"(Loss) income before income taxes", P(INCOME), P(LOSS), 0},
    {"Loss before income tax benefit", P(LOSS), P(NONE), LOSS},
    {"Loss per share", P(LOSS), P(NONE), LOSS},
    {"Equity in (earnings) losses of affiliates", P(LOSS), P(NONE), LOSS},
    {"Total stockholders' equity (deficit)", P(EQUITY), P(DEFICIT), TOTAL},
    {"Stockholders' equity", P(NONE), P(NONE), 0},
    {"Accumulated (deficit)", P(NONE), P(DEFICIT), LOSS},
    {"Net cash (used in) provided by operating activities", P(PROVIDED), P(USED), 0},
    {"Net cash provided by (used for) investing", P(PROVIDED), P(USED), 0},
    {"Net cash used in operating activities", P(USED), P(NONE), 0},
    {"Fuel used for generation", P(NONE), P(NONE), 0},
    {"Less: allowance for doubtful accounts", P(NONE), P(NONE), LESS},
    {"Deduct treasury stock", P(NONE), P(NONE), LESS},
    {"Total costs and expenses", P(COST), P(NONE), TOTAL},
    {"Marketable securities, at cost", P(NONE), P(NONE), 0},
    {"Salaries and employee benefits", P(NONE), P(NONE), 0},
    {"Borrowings under line of credit", P(NONE), P(NONE), 0},
    {"Investment tax credit", P(CREDIT), P(NONE), 0},
    {"Profit sharing", P(NONE), P(NONE), 0},
    {"Gross profit", P(PROFIT), P(NONE), 0},
    {"Cumulative effect of change, net of income tax benefit", P(NONE), P(NONE), 0},
    {"Gain (loss) on sale", P(GAIN), P(LOSS), 0},
    {"Cash and equivalents (unaudited)", P(NONE), P(NONE), 0},
    {"", P(NONE), P(NONE), 0},
};

static unsigned flags_of(struct label_sense sense)
{
    return (sense.has_loss ? LOSS : 0u) | (sense.has_benefit ? BENEFIT : 0u) | (sense.has_increase ? INCREASE : 0u) |
           (sense.has_decrease ? DECREASE : 0u) | (sense.less_prefix ? LESS : 0u) | (sense.total_prefix ? TOTAL : 0u);
}

static void test_captions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct label_sense sense = label_sense(str_of(rows[i].label));
        if (sense.plain_word != rows[i].plain || sense.bracketed_word != rows[i].bracketed ||
            flags_of(sense) != rows[i].flags)
            fail_msg("\"%s\": plain %d, bracketed %d, flags %u", rows[i].label, (int)sense.plain_word,
                     (int)sense.bracketed_word, flags_of(sense));
        assert_int_equal(sense.plain, label_direction(sense.plain_word));
        assert_int_equal(sense.bracketed, label_direction(sense.bracketed_word));
    }
}

static void test_directions(void **state)
{
    (void)state;
    static const enum polarity gains[] = {P(INCOME), P(EARNINGS), P(PROFIT), P(GAIN),     P(SURPLUS),
                                          P(EQUITY), P(BENEFIT),  P(CREDIT), P(PROVIDED), P(INCREASE)};
    static const enum polarity costs[] = {P(LOSS),      P(DEFICIT), P(EXPENSE), P(CHARGE),  P(COST),
                                          P(PROVISION), P(TAX),     P(USED),    P(DECREASE)};
    for (size_t i = 0; i < sizeof gains / sizeof gains[0]; i++)
        assert_int_equal(label_direction(gains[i]), LABEL_GAIN);
    for (size_t i = 0; i < sizeof costs / sizeof costs[0]; i++)
        assert_int_equal(label_direction(costs[i]), LABEL_COST);
    assert_int_equal(label_direction(P(NONE)), LABEL_NEUTRAL);
}

static void test_opposites_are_mutual(void **state)
{
    (void)state;
    for (unsigned a = 0; a < POLARITY_COUNT; a++)
        for (unsigned b = 0; b < POLARITY_COUNT; b++)
            assert_int_equal((label_opposites((enum polarity)a) & POLARITY_BIT(b)) != 0,
                             (label_opposites((enum polarity)b) & POLARITY_BIT(a)) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_captions),
        cmocka_unit_test(test_directions),
        cmocka_unit_test(test_opposites_are_mutual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
