/* fixture.h - tables and statements from text, for tests of the statement and mapping stages.
 *
 * Rows are written as they are printed, one line each, the caption and the figures separated by '|':
 *
 *     Current assets:
 *       Cash and cash equivalents | $ 1,234 | 567
 *       Other | (56) | -
 *     ---
 *       Total current assets | 1,178 | 567
 *     ===
 *
 * Blanks before a caption are its indent.  A line of "-" is a rule between the rows before and after it, one of "=" a
 * double rule under the row before.  A row's place is its line, counted from 1.  Cells: an empty one holds nothing, "-"
 * is printed as nothing, "12.5%" is a percentage, what is no number is words.  Cells at the end may be left out.
 *
 * Columns are separated by '|': "2008-12-31" is an instant, "2008-01-01..2008-12-31" a duration, "-" has no period.
 * After it may stand words: an ISO currency, or change, note, part, previous, proforma, restated.  The whole text is the
 * column's label.
 *
 * In fixture_mapped a caption may end in "@Concept": the line item has that concept. */
#ifndef XBZ_TESTS_FIXTURE_H
#define XBZ_TESTS_FIXTURE_H

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "mapping/facts.h"
#include "mapping/mapper.h"
#include "mapping/match.h"

#define FIXTURE_CAP ((size_t)16 << 20)

struct fixture {
    struct xbz_taxonomy *taxonomy; /* the concepts of gaap-lite with the aliases the test names, and no model */
    struct mapper mapper;
    struct arena arena; /* empty for each test */
    struct xbz_run run;
    enum xbz_code code; /* of the last diagnostic, and its detail */
    char detail[1024];
};

/* Aliases that tests share: a few line items of each statement. */
extern const char fixture_aliases[];

/* For group set-up: *state becomes the fixture.  aliases is the text of an alias file. */
int fixture_open(void **state, const char *aliases);
int fixture_close(void **state);
/* For test set-up: an empty arena, no diagnostics. */
int fixture_renew(void **state);
#define FIXTURE_TEST(test) cmocka_unit_test_setup(test, fixture_renew)

/* lead: lines before the table, may be NULL. */
struct xbz_table *fixture_table(struct fixture *fx, const char *lead, const char *columns, const char *rows);

/* A statement of these rows, in whole dollars. */
struct xbz_statement *fixture_statement(struct fixture *fx, enum xbz_statement_kind kind, const char *columns,
                                        const char *rows);

/* A statement whose line items have the concepts named in their captions, signs +1, no sums. */
struct mapped_statement *fixture_mapped(struct fixture *fx, enum xbz_statement_kind kind, const char *columns,
                                        const char *rows);

/* A statement put through map_statement. */
struct mapped_statement *fixture_map(struct fixture *fx, enum xbz_statement_kind kind, const char *columns,
                                     const char *rows);

/* The concept of that name; fails the test when there is none. */
const struct xbz_concept *fixture_concept(const struct fixture *fx, const char *name);

/* The periods of a column's text. */
struct xbz_period fixture_period(const char *text);

/* Position of the first line item with this caption (fails the test when there is none). */
size_t fixture_item(const struct xbz_statement *statement, const char *label);

/* The name of a line item's concept, "" when it has none. */
const char *fixture_name(const struct mapped_statement *ms, const char *label);

/* The value of a fact, NULL when there is none. */
const char *fixture_value(const struct fixture *fx, const struct filing_facts *facts, const char *concept,
                          const char *period);

/* The sums of a statement as text: "4=1+2-3 7=4+6", by line; "~" follows a total that is not exact. */
const char *fixture_sums(struct fixture *fx, const struct mapped_statement *ms);

void assert_str(struct xbz_str s, const char *expected);

#endif
