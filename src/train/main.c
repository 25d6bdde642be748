/* Makes the weights of the model from counted evidence: see taxonomy/README.
 *
 *     train_model [--hold-out FOLD] TAXONOMY-FOLDER EVIDENCE OUTPUT
 *
 * Prints how often the first choice is right on companies that were left out.  With --hold-out the companies of that
 * fold have no part in the weights, nor in the table of confidences, so that conversions of their filings can be scored
 * honestly.  Exit status 1 when something could not be read, written or held. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/report.h"

struct part_result {
    struct softmax softmax;
    struct part_report report;
    unsigned char calibration[MODEL_STEPS];
};

/* Adds to the report how the rows of a fold are judged by weights fitted without it. */
static bool measure(struct part_result *r, const struct samples *samples, enum model_part part, unsigned fold,
                    unsigned left_out)
{
    struct softmax s;
    bool ok = softmax_fit(&s, samples, part, left_out | 1U << fold);
    if (ok) {
        softmax_round(&s);
        report_fold(&r->report, &s, samples, part, fold);
    }
    softmax_free(&s);
    return ok;
}

static bool fit_part(struct part_result *r, const struct samples *samples, enum model_part part, unsigned held_out)
{
    unsigned left_out = held_out < EVIDENCE_FOLDS ? 1U << held_out : 0;
    memset(r, 0, sizeof *r);
    /* The confidences of a model for scoring come from one fold beside the one it is scored on: that is enough. */
    for (unsigned fold = 0; fold < EVIDENCE_FOLDS; fold++)
        if ((!left_out || fold == (held_out + 1) % EVIDENCE_FOLDS) && !measure(r, samples, part, fold, left_out))
            return false;
    report_calibrate(&r->report, r->calibration);
    if (!softmax_fit(&r->softmax, samples, part, left_out))
        return false;
    softmax_round(&r->softmax);
    return true;
}

/* ---- the file ---- */

static void put(FILE *out, const void *bytes, size_t n)
{
    static const char zeros[4];
    fwrite(bytes, 1, n, out);
    fwrite(zeros, 1, (4 - n % 4) % 4, out);
}

static void put_u32s(FILE *out, const uint32_t *figures, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char b[4] = {(unsigned char)figures[i], (unsigned char)(figures[i] >> 8),
                              (unsigned char)(figures[i] >> 16), (unsigned char)(figures[i] >> 24)};
        fwrite(b, 1, 4, out);
    }
}

static void put_part(FILE *out, const struct part_result *r, const struct samples *samples, enum model_part part)
{
    const struct softmax *s = &r->softmax;
    size_t n = samples->n_classes[part], n_names = 2;
    for (size_t k = 1; k < n; k++)
        n_names += samples->concepts[part][k]->name.n + 1;
    put_u32s(out, (uint32_t[]){(uint32_t)n, (uint32_t)s->n_features, (uint32_t)s->n_weights, (uint32_t)n_names}, 4);
    fwrite("-", 1, 2, out);
    for (size_t k = 1; k < n; k++)
        fwrite(samples->concepts[part][k]->name.p, 1, samples->concepts[part][k]->name.n + 1, out);
    put(out, "", 0);
    for (size_t k = n_names; k % 4; k++)
        fputc(0, out);
    put_u32s(out, s->hashes, s->n_features);
    put_u32s(out, s->firsts, s->n_features + 1);
    for (size_t w = 0; w < s->n_weights; w++) {
        fputc(s->classes[w] & 255, out);
        fputc(s->classes[w] >> 8, out);
    }
    if (s->n_weights % 2)
        fwrite("\0", 1, 2, out);
    for (size_t w = 0; w < s->n_weights; w++)
        fputc((int)s->weights[w] & 255, out);
    for (size_t w = s->n_weights; w % 4; w++)
        fputc(0, out);
    put(out, r->calibration, MODEL_STEPS);
}

static void print_report(const struct part_result *r, enum model_part part)
{
    static const char *const names[] = {"balance sheet", "income", "cash flow"};
    const struct part_report *p = &r->report;
    printf("%-14s %7zu features %8zu weights; of line items with a concept, right at once: %.4f of %zu recent, %.4f of "
           "%zu older\n",
           names[part], r->softmax.n_features, r->softmax.n_weights,
           p->with_concept ? (double)p->first_right / (double)p->with_concept : 0.0, p->with_concept,
           p->old_with_concept ? (double)p->old_first_right / (double)p->old_with_concept : 0.0, p->old_with_concept);
}

static bool make_model(const struct samples *samples, unsigned held_out, FILE *out)
{
    static struct part_result results[MODEL_PARTS];
    put(out, MODEL_MAGIC, sizeof MODEL_MAGIC - 1);
    for (unsigned p = 0; p < MODEL_PARTS; p++) {
        bool ok = fit_part(&results[p], samples, (enum model_part)p, held_out);
        if (ok) {
            put_part(out, &results[p], samples, (enum model_part)p);
            print_report(&results[p], (enum model_part)p);
        }
        softmax_free(&results[p].softmax);
        if (!ok)
            return false;
    }
    return true;
}

static void print_diag(void *ctx, const struct xbz_diag *diag)
{
    (void)ctx;
    fprintf(stderr, "train_model: %s:%llu: %s: %s\n", diag->path, (unsigned long long)diag->line,
            xbz_diag_text(diag->code), diag->detail ? diag->detail : "");
}

static int train(unsigned held_out, char **names)
{
    struct xbz_taxonomy *taxonomy = NULL;
    struct evidence evidence;
    struct samples samples;
    bool ok = xbz_taxonomy_load(&taxonomy, names[0], print_diag, NULL) == XBZ_OK;
    memset(&evidence, 0, sizeof evidence);
    memset(&samples, 0, sizeof samples);
    if (ok && !evidence_load(&evidence, taxonomy, names[1])) {
        fprintf(stderr, "train_model: %s:%zu: it cannot be used\n", names[1], evidence.bad_line);
        ok = false;
    }
    if (ok)
        printf("%zu statements, %zu line items\n", evidence.n_statements, evidence.n_rows);
    ok = ok && samples_make(&samples, &evidence, taxonomy);
    FILE *out = ok ? fopen(names[2], "wb") : NULL;
    if (out) {
        ok = make_model(&samples, held_out, out);
        ok = !ferror(out) && fclose(out) == 0 && ok;
    }
    if (ok && !out)
        fprintf(stderr, "train_model: %s cannot be written\n", names[2]);
    samples_free(&samples);
    evidence_free(&evidence);
    xbz_taxonomy_free(taxonomy);
    return ok && out ? 0 : 1;
}

int main(int argc, char **argv)
{
    unsigned held_out = EVIDENCE_FOLDS;
    if (argc == 6 && strcmp(argv[1], "--hold-out") == 0) {
        held_out = (unsigned)atoi(argv[2]);
        argc -= 2;
        argv += 2;
    }
    if (argc != 4 || held_out > EVIDENCE_FOLDS) {
        fprintf(stderr, "usage: train_model [--hold-out FOLD] TAXONOMY-FOLDER EVIDENCE OUTPUT\n");
        return 2;
    }
    return train(held_out, argv + 1);
}
