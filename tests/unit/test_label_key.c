/* Keys of captions: each step of the normaliser, and that no bytes harm it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "mapping/label_key.h"

static const char *key_of(const char *label, char buf[LABEL_KEY_BYTES + 1])
{
    size_t n = label_key(NULL, str_of(label), buf, LABEL_KEY_BYTES);
    assert_true(n <= LABEL_KEY_BYTES);
    buf[n] = '\0';
    return buf;
}

struct row {
    const char *label, *key;
};

static void check(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char buf[LABEL_KEY_BYTES + 1];
        if (strcmp(key_of(rows[i].label, buf), rows[i].key) != 0)
            fail_msg("\"%s\" -> \"%s\", expected \"%s\"", rows[i].label, buf, rows[i].key);
    }
}

#define CHECK(...)                                                                                                     \
    do {                                                                                                               \
        static const struct row rows[] = {__VA_ARGS__};                                                                \
        check(rows, sizeof rows / sizeof rows[0]);                                                                     \
    } while (0)

static void test_folding(void **state)
{
    (void)state;
    CHECK({"", ""}, {"   ", ""}, {"TOTAL Assets", "total asset"},
          {"Stockholders\xE2\x80\x99 equity", "stockholder equity"}, {"Stockholders' equity", "stockholder equity"},
          {"Stockholders` equity", "stockholder equity"}, {"Stockholders\xC2\xB4 equity", "stockholder equity"},
          {"Long\xE2\x80\x93term\xC2\xA0"
           "debt",
           "long term debt"},
          {"Soci\xC3\xA9t\xC3\xA9 \xC3\x86rost \xC3\x9Fig \xC3\x9Eor", "societe aerost ssig thor"},
          {"of\xEF\xAC\x81"
           "ce",
           "office"},
          {"def\xC2\xAD"
           "erred",
           "deferred"},
          {"\xD0\x90ssets", "sset"}, {"Assets\tand\nmore", "asset more"},
          {"Property, plant & equipment", "property plant equipment"});
}

static void test_note_references(void **state)
{
    (void)state;
    CHECK({"Revenues (1)", "revenue"}, {"Revenues(a)", "revenue"}, {"Revenues [2]", "revenue"},
          {"Revenues {3} *", "revenue"}, {"Inventories (note 3)", "inventory"}, {"Inventories (Note 3", "inventory"},
          {"Commitments (notes 1, 6 and 7)", "commitment"}, {"Commitments - note 5", "commitment"},
          {"Commitments (see note 5)", "commitment"}, {"Commitments, see notes 5 and 6", "commitment"},
          {"Commitments, Notes 5, 6 and 7, pledged", "commitment pledged"}, {"Leases refer to note 12", "lease"},
          {"Inventories Note No. 4", "inventory"}, {"Note 2 Inventories", "inventory"},
          {"Notes payable", "note payable"}, {"7% senior notes 10% due 2003", "senior note due"},
          {"Convertible notes 2005", "convertible note"}, {"Discount notes 9.5%", "discount note"},
          {"(a) Revenues", "revenue"}, {"Revenues\xC2\xB9", "revenue"}, {"Stockholder(s)", "stockholder"}, {"(1)", ""},
          {"(a)", ""}, {"Senior note 7% due", "senior note due"});
}

static void test_clauses(void **state)
{
    (void)state;
    CHECK({"Accounts receivable, net of allowance of $1,234 and $1,100, respectively", "account receivable"},
          {"Accounts receivable, net of allowance", "account receivable net allowance"},
          {"Accounts receivable, less allowances (Note 3)", "account receivable less allowance"},
          {"Receivables (net of allowance of $5) trade", "receivable trade"},
          {"Interest expense, including $3 to affiliates", "interest expense"}, {"Debt, of which 5 is current", "debt"},
          {"Less: allowance of $500", "less allowance"}, {"Securities of less than 90 days", "security less than day"},
          {"Common stock, $.01 par value, 5,000 shares issued", "common stock par value share issued"},
          {"Net of tax items, 2", "net tax item"});
}

static void test_brackets(void **state)
{
    (void)state;
    CHECK({"Net income (loss)", "net income"}, {"Net (loss) income", "net income"}, {"Net (loss)", "net loss"},
          {"(Loss) per share", "loss per share"}, {"Net income/(loss)", "net income"},
          {"Retained earnings (deficit)", "retained earning"}, {"Accumulated (deficit)", "accumulated deficit"},
          {"Stockholders' equity (deficiency)", "stockholder equity"}, {"Capital surplus (deficit)", "capital surplus"},
          {"Interest (income) expense, net", "interest expense net"}, {"Interest income (expense)", "interest income"},
          {"Provision (benefit) for income taxes", "provision income tax"},
          {"Benefit (provision) for income taxes", "benefit income tax"}, {"Income taxes (benefit)", "income tax"},
          {"Tax (credit)", "tax"}, {"Other charges (credits)", "other charge"}, {"Loss (gain) on sale", "loss sale"},
          {"(Increase) decrease in receivables", "decrease receivable"},
          {"Net cash (used in) provided by operations", "net cash provided operation"},
          {"Net cash provided by (used for) operations", "net cash provided operation"},
          {"Net cash (used in) operations", "net cash used operation"}, {"Gain (losses) on sale", "gain sale"},
          {"Other comprehensive income (net of tax)", "other comprehensive income"}, {"(Unaudited)", "unaudited"},
          {"(Unaudited) Revenues", "revenue"}, {"(Loss) (unaudited)", "loss"},
          {"Deposits (interest (bearing)) total", "deposit total"}, {"Income (before taxes", "income"},
          {"Income) before", "income before"}, {"Revenues (in", "revenue"}, {"()", ""}, {"Other ()", "other"});
}

static void test_words(void **state)
{
    (void)state;
    CHECK({"The cost of an asset and its use for our good on in at by or with as", "cost asset use good"},
          {"securities", "security"}, {"ties", "tie"}, {"losses", "loss"}, {"businesses", "business"}, {"taxes", "tax"},
          {"branches", "branch"}, {"dishes", "dish"}, {"expenses", "expense"}, {"gas", "gas"}, {"gross", "gross"},
          {"surplus", "surplus"}, {"basis", "basis"}, {"sales", "sale"}, {"401k plans", "k plan"},
          {"U.S. taxes", "u s tax"}, {"a", ""}, {"1998 1997", ""});
}

static void test_same_by_both_ways(void **state)
{
    (void)state;
    static const char *const labels[] = {
        "Total Current Assets",     "Stockholders' Equity", "Sales, net", "Property, plant and equipment", "Net loss",
        "Investments in affiliates"};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        char a[LABEL_KEY_BYTES + 1], b[LABEL_KEY_BYTES + 1], marked[128];
        (void)snprintf(marked, sizeof marked, "%s (1)", labels[i]);
        assert_string_equal(key_of(labels[i], a), key_of(marked, b));
    }
}

static void test_key_of_key(void **state)
{
    (void)state;
    char a[LABEL_KEY_BYTES + 1], b[LABEL_KEY_BYTES + 1];
    key_of("Increases (decreases) in Accrued Expenses, Taxes & Other Liabilities (Note 2)", a);
    assert_string_equal(key_of(a, b), a);
}

static void test_room(void **state)
{
    (void)state;
    char buf[16];
    memset(buf, '#', sizeof buf);
    assert_int_equal(label_key(NULL, STR("total current assets"), buf, 13), 13);
    assert_memory_equal(buf, "total current###", 16);
    assert_int_equal(label_key(NULL, STR("total current assets"), buf, 12), 5);
    assert_int_equal(label_key(NULL, STR("total (1) current assets"), buf, 12), 5);
    assert_int_equal(label_key(NULL, STR("total"), buf, 4), 0);
    assert_int_equal(label_key(NULL, STR("total"), buf, 0), 0);
    assert_int_equal(label_key(NULL, (struct xbz_str){NULL, 0}, buf, 4), 0);
}

static void test_long_labels(void **state)
{
    (void)state;
    static char label[40000], key[40000];
    memset(label, 'a', sizeof label);
    assert_int_equal(label_key(NULL, (struct xbz_str){label, sizeof label}, key, sizeof key), 0);
    for (size_t i = 0; i < sizeof label; i += 8)
        memcpy(label + i, "foo bar ", 8);
    size_t n = label_key(NULL, (struct xbz_str){label, sizeof label}, key, sizeof key);
    assert_true(n > 1000 && n < LABEL_BYTES);
    assert_memory_equal(key + n - 4, n % 8 == 3 ? " foo" : " bar", 4);
    for (size_t i = 0; i < sizeof label; i += 2)
        memcpy(label + i, "b1", 2);
    n = label_key(NULL, (struct xbz_str){label, sizeof label}, key, sizeof key);
    assert_true(n > 0 && n <= LABEL_BYTES);
    memset(label, '(', sizeof label);
    assert_int_equal(label_key(NULL, (struct xbz_str){label, sizeof label}, key, sizeof key), 0);
    for (size_t i = 0; i < sizeof label; i += 4)
        memcpy(label + i, "(bc)", 4);
    n = label_key(NULL, (struct xbz_str){label, sizeof label}, key, sizeof key);
    assert_true(n > 0 && n <= LABEL_BYTES);
}

/* Any bytes: a key holds letters and single blanks between them. */
static void test_any_bytes(void **state)
{
    (void)state;
    static const char alphabet[] = "aes 1()[]*'-net of note 5 loss income\xC3\xA9\xE2\x80\x99\xFF\x80\xF0.,$";
    uint32_t seed = 1;
    for (size_t round = 0; round < 20000; round++) {
        char label[48], key[LABEL_KEY_BYTES];
        size_t n = round % 48;
        for (size_t i = 0; i < n; i++) {
            seed = seed * 1664525u + 1013904223u;
            label[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        size_t k = label_key(NULL, (struct xbz_str){label, n}, key, sizeof key);
        (void)label_sense((struct xbz_str){label, n});
        for (size_t i = 0; i < k; i++) {
            bool blank = key[i] == ' ' && i > 0 && i + 1 < k && key[i - 1] != ' ';
            assert_true(blank || (key[i] >= 'a' && key[i] <= 'z'));
        }
    }
}

static void test_equivalents(void **state)
{
    (void)state;
    struct arena arena;
    struct label_words words = {.n = 2};
    struct xbz_str canonical[] = {STR("stockholder"), STR("property plant equipment")};
    bool fresh;
    char key[64];
    arena_init(&arena, 1 << 20);
    str_map_init(&words.map, &arena);
    words.canonical = canonical;
    *str_map_put(&words.map, STR("shareholder"), &fresh) = 0;
    *str_map_put(&words.map, STR("ppe"), &fresh) = 1;
    size_t n = label_key(&words, STR("Shareholders' PPE"), key, sizeof key);
    assert_int_equal(n, strlen("stockholder property plant equipment"));
    assert_memory_equal(key, "stockholder property plant equipment", n);
    n = label_key(&words, STR("Shareholders (1) stock"), key, sizeof key);
    assert_memory_equal(key, "stockholder stock", n);
    assert_int_equal(n, 17);
    arena_free(&arena);
}

static void test_alias_key(void **state)
{
    (void)state;
    char key[64];
    size_t n = alias_key(NULL, STR("Costs and Expenses > Total (1)"), key, sizeof key);
    assert_int_equal(n, strlen("cost expense > total"));
    assert_memory_equal(key, "cost expense > total", n);
    assert_int_equal(alias_key(NULL, STR("Basic"), key, sizeof key), 5);
    assert_int_equal(alias_key(NULL, STR("a>b>c"), key, sizeof key), 0);
    assert_int_equal(alias_key(NULL, STR("x>b>c"), key, sizeof key), 9);
    assert_memory_equal(key, "x > b > c", 9);
    assert_int_equal(alias_key(NULL, STR("total >"), key, sizeof key), 0);
    assert_int_equal(alias_key(NULL, STR("> total"), key, sizeof key), 0);
    assert_int_equal(alias_key(NULL, STR("total > x"), key, 7), 0);
    assert_int_equal(alias_key(NULL, STR(""), key, sizeof key), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folding),     cmocka_unit_test(test_note_references),
        cmocka_unit_test(test_clauses),     cmocka_unit_test(test_brackets),
        cmocka_unit_test(test_words),       cmocka_unit_test(test_same_by_both_ways),
        cmocka_unit_test(test_key_of_key),  cmocka_unit_test(test_room),
        cmocka_unit_test(test_long_labels), cmocka_unit_test(test_any_bytes),
        cmocka_unit_test(test_equivalents), cmocka_unit_test(test_alias_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
