/* report_notes.h - footnotes of a filing. */
#ifndef XBZ_OUTPUT_REPORT_NOTES_H
#define XBZ_OUTPUT_REPORT_NOTES_H

#include "output/report.h"

/* Keeps the notes of the fact that was counted last; false when the arena is exhausted. */
bool report_take_notes(struct report *report, const struct xbz_fact *fact);

#endif
