/* Figures in captions: which they are, and what they are not. */
#include <stdarg.h>
#include <stddef.h>

#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "mapping/caption_figures.h"

#define ROOM 8

static struct xbz_taxonomy *taxonomy;

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

/* The figures of one concept as "1000 2000"; "" when the caption has none. */
static const char *figures(const char *owner, const char *label, const char *concept)
{
    static char text[256];
    struct caption_figures found[ROOM];
    size_t n = caption_figures_read(taxonomy, xbz_taxonomy_find(taxonomy, str_of(owner)), str_of(label), found, ROOM);
    text[0] = '\0';
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0;
             k < found[i].n && str_eq(found[i].concept ? found[i].concept->name : STR("-"), str_of(concept)); k++) {
            char number[DECIMAL_TEXT];
            size_t length = decimal_text(&found[i].numbers[k].value, number);
            number[length] = '\0';
            if (text[0])
                strcat(text, " ");
            strcat(text, number);
        }
    return text;
}

static void test_stock(void **state)
{
    (void)state;
    const char *label = "Common stock ($.10 par value; 5,500 shares authorized, 2,285 and 2,293 issued and outstanding "
                        "in 1997 and 1996, respectively)";
    assert_string_equal(figures("CommonStockValue", label, "CommonStockParOrStatedValuePerShare"), "0.1");
    assert_string_equal(figures("CommonStockValue", label, "CommonStockSharesAuthorized"), "5500");
    assert_string_equal(figures("CommonStockValue", label, "CommonStockSharesIssued"), "2285 2293");
    assert_string_equal(figures("CommonStockValue", label, "CommonStockSharesOutstanding"), "2285 2293");
}

static void test_separate_counts(void **state)
{
    (void)state;
    const char *label = "Common stock, $1 par value (2,000,000,000 shares authorized, 1,465,706,360 shares issued)";
    assert_string_equal(figures("CommonStockValue", label, "CommonStockSharesAuthorized"), "2000000000");
    assert_string_equal(figures("CommonStockValue", label, "CommonStockSharesIssued"), "1465706360");
    assert_string_equal(figures("CommonStockValue", label, "CommonStockSharesOutstanding"), "");
}

static void test_words_of_scale(void **state)
{
    (void)state;
    assert_string_equal(figures("TreasuryStockValue",
                                "Common stock in treasury, at cost; 135.7 and 130.6 million shares",
                                "TreasuryStockCommonShares"),
                        "135700000 130600000");
    assert_string_equal(
        figures("CommonStockValue", "Common stock, authorized - 3.5 billion shares", "CommonStockSharesAuthorized"),
        "3500000000");
}

static void test_allowance(void **state)
{
    (void)state;
    const char *concept = "AllowanceForDoubtfulAccountsReceivableCurrent";
    assert_string_equal(figures("AccountsReceivableNetCurrent",
                                "Accounts receivable, less allowance for doubtful accounts of $67.6 and $80.4",
                                concept),
                        "67.6 80.4");
    assert_string_equal(figures("AccountsReceivableNetCurrent", "Accounts receivable, net", concept), "");
    assert_string_equal(figures("InventoryNet", "Inventories, net of allowance of $12", concept), "");
    /* Money that no rule names is kept without a concept, shares are not. */
    assert_string_equal(figures("InventoryNet", "Inventories, net of reserve of $12 and $14", "-"), "12 14");
    assert_string_equal(figures("InventoryNet", "Inventories, 12 and 14 tons", "-"), "");
}

static void test_taxes(void **state)
{
    const char *owner = "OtherComprehensiveIncomeLossAvailableForSaleSecuritiesAdjustmentNetOfTax",
               *concept = "OtherComprehensiveIncomeLossAvailableForSaleSecuritiesTax";
    (void)state;
    assert_string_equal(figures(owner, "Securities, net of tax expense (benefit) of $(4) and $5", concept), "-4 5");
    /* What the plans are called says nothing of the tax. */
    assert_string_equal(
        figures("OtherComprehensiveIncomeLossPensionAndOtherPostretirementBenefitPlansAdjustmentNetOfTax",
                "Defined benefit pension plans, net of tax benefit (expense) of $7 and $(8)",
                "OtherComprehensiveIncomeLossPensionAndOtherPostretirementBenefitPlansTax"),
        "-7 8");
    assert_int_equal(caption_tax_text(STR("Defined benefit plans, net")).n, 0);
    assert_int_equal(caption_tax_text(STR("Defined benefit plans, net of tax of $4")).n, 9);
    assert_string_equal(figures(owner, "Securities, net of income tax benefit (expense) of $(4) and $5", concept),
                        "4 -5");
    assert_string_equal(
        figures(owner, "Securities (net of tax (benefit)/expense of $(4) and $5, respectively)", concept), "-4 5");
}

/* A stock by its name, whatever the line item's concept is. */
static void test_owner(void **state)
{
    const struct xbz_concept *inventory = xbz_taxonomy_find(taxonomy, STR("InventoryNet")),
                             *stock = xbz_taxonomy_find(taxonomy, STR("CommonStockValue")),
                             *treasury = xbz_taxonomy_find(taxonomy, STR("TreasuryStockValue"));
    (void)state;
    assert_ptr_equal(caption_owner(taxonomy, stock, STR("Treasury stock")), stock);
    assert_ptr_equal(caption_owner(taxonomy, NULL, STR("Common shares held in treasury, 12 shares")), treasury);
    assert_ptr_equal(caption_owner(taxonomy, inventory, STR("Ordinary shares")), stock);
    assert_null(caption_owner(taxonomy, inventory, STR("Inventories")));
    assert_null(caption_owner(taxonomy, NULL, STR("Inventories")));
}

static void test_dates_are_no_figures(void **state)
{
    (void)state;
    assert_string_equal(figures("CommonStockValue", "Common stock, shares issued: 2024 - 4,009; 2023 - 4,010",
                                "CommonStockSharesIssued"),
                        "4009 4010");
    assert_string_equal(
        figures("CommonStockValue", "Common stock issued at December 31, 2001", "CommonStockSharesIssued"), "");
}

static void test_odd_captions(void **state)
{
    (void)state;
    assert_string_equal(figures("CommonStockValue", "", "CommonStockSharesIssued"), "");
    assert_string_equal(figures("CommonStockValue", "issued 1", "CommonStockSharesIssued"), "1");
    assert_string_equal(figures("CommonStockValue", "issued 1,2,3,,, (((", "CommonStockSharesIssued"), "");
    assert_string_equal(figures("CommonStockValue", "issued 99999999999999999999999999999999999999999 shares",
                                "CommonStockSharesIssued"),
                        "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stock),
        cmocka_unit_test(test_separate_counts),
        cmocka_unit_test(test_words_of_scale),
        cmocka_unit_test(test_allowance),
        cmocka_unit_test(test_taxes),
        cmocka_unit_test(test_owner),
        cmocka_unit_test(test_dates_are_no_figures),
        cmocka_unit_test(test_odd_captions),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
