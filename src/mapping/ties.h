/* ties.h - the chosen statements of a filing judge one another.
 *
 * Statements are tied by figures that stand in several of them: net income in the income statement, the statement of
 * comprehensive income and the cash flow statement; cash in the balance sheet and at both ends of the cash flow
 * statement; assets in both sides of the balance sheet.  Net income, earnings per share and shares are tied by division.
 * A tie that holds makes the concepts on it surer.  One that fails changes the concept to the one with which it holds;
 * where there is none, the concept of the line item that stands alone against the others is given up. */
#ifndef XBZ_MAPPING_TIES_H
#define XBZ_MAPPING_TIES_H

#include "mapping/mapped.h"

/* After select_statements, before facts are made. */
void ties_judge(const struct xbz_taxonomy *taxonomy, struct mapped_statement **candidates, size_t n);

/* The same within an income statement, of earnings per share. */
void ties_judge_shares(const struct xbz_taxonomy *taxonomy, struct mapped_statement *ms);

/* The year in which the latest period of a statement ends; 0: none is dated. */
int ties_year(const struct xbz_statement *s);

#endif
