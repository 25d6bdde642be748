/* report_notes.c - footnotes of a filing, each once, and the facts that have them. */
#include "output/report_notes.h"

static struct report_note *find_or_add(struct report *report, const struct xbz_footnote *from)
{
    struct report_note *note = report->notes;
    while (note && note->from != from)
        note = note->next;
    if (note || !(note = ARENA_NEW(&report->arena, struct report_note)))
        return note;
    note->from = from;
    note->number = report->last_note ? report->last_note->number + 1 : 1;
    if (report->last_note)
        report->last_note->next = note;
    else
        report->notes = note;
    report->last_note = note;
    return note;
}

bool report_take_notes(struct report *report, const struct xbz_fact *fact)
{
    for (size_t i = 0; i < XBZ_FACT_NOTES && fact->notes[i]; i++) {
        struct report_link *link = ARENA_NEW(&report->arena, struct report_link);
        if (!link || !(link->note = find_or_add(report, fact->notes[i])))
            return false;
        link->fact = report->n_facts;
        if (report->last_link)
            report->last_link->next = link;
        else
            report->links = link;
        report->last_link = link;
        if (!report->fact_links || report->fact_links->fact != link->fact)
            report->fact_links = link;
    }
    return true;
}

const struct report_link *report_links(const struct report *report)
{
    const struct report_link *link = report->fact_links;
    return link && link->fact == report->n_facts ? link : NULL;
}
