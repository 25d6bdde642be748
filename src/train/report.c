#include "train/report.h"

#include <string.h>

static void score(const struct softmax *s, const struct samples *samples, const struct sample *sample, int32_t *scores)
{
    memset(scores, 0, MODEL_CLASSES * sizeof *scores);
    for (uint32_t i = 0; i < sample->n; i++) {
        uint32_t hash = samples->features[sample->first + i];
        size_t low = 0, high = s->n_features;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (s->hashes[middle] < hash)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == s->n_features || s->hashes[low] != hash)
            continue;
        for (uint32_t w = s->firsts[low]; w < s->firsts[low + 1]; w++)
            scores[s->classes[w]] += (int32_t)s->weights[w];
    }
}

/* The likeliest concept, as the matcher chooses it: among those that suit the figures. */
static size_t choose(const struct samples *samples, enum model_part part, size_t label, const int32_t *scores,
                     uint32_t *probability)
{
    size_t best = 0, n = samples->n_classes[part];
    int32_t most = scores[0];
    uint64_t sum = 0;
    for (size_t k = 0; k < n; k++) {
        if (!samples_same_type(samples, part, k, label))
            continue;
        if (scores[k] > most)
            most = scores[k];
        if (k > 0 && (best == 0 || scores[k] > scores[best]))
            best = k;
    }
    for (size_t k = 0; k < n; k++)
        if (samples_same_type(samples, part, k, label))
            sum += model_exp((uint32_t)(most - scores[k]));
    *probability = (uint32_t)((uint64_t)model_exp((uint32_t)(most - scores[best])) * 65536 / sum);
    return best;
}

void report_fold(struct part_report *r, const struct softmax *s, const struct samples *samples, enum model_part part,
                 unsigned fold)
{
    int32_t scores[MODEL_CLASSES];
    for (size_t i = 0; i < samples->n; i++) {
        const struct sample *sample = &samples->samples[i];
        uint32_t probability;
        if (sample->part != (uint8_t)part || sample->fold != (uint8_t)fold || !sample->counts)
            continue;
        score(s, samples, sample, scores);
        size_t best = choose(samples, part, sample->label, scores, &probability);
        size_t step = (size_t)probability * MODEL_STEPS / 65537;
        r->steps[step].all += (double)sample->weight;
        r->steps[step].right += best == sample->label ? (double)sample->weight : 0.0;
        r->rows += sample->recent;
        if (sample->label == 0)
            continue;
        *(sample->recent ? &r->with_concept : &r->old_with_concept) += 1;
        *(sample->recent ? &r->first_right : &r->old_first_right) += best == sample->label;
    }
}

void report_calibrate(const struct part_report *r, unsigned char calibration[MODEL_STEPS])
{
    /* Pools of neighbouring steps, merged until their shares rise. */
    struct step_counts pools[MODEL_STEPS];
    size_t n = 0, sizes[MODEL_STEPS];
    for (size_t k = 0; k < MODEL_STEPS; k++) {
        pools[n] = (struct step_counts){r->steps[k].right, r->steps[k].all + 1e-9};
        sizes[n++] = 1;
        while (n > 1 && pools[n - 2].right * pools[n - 1].all >= pools[n - 1].right * pools[n - 2].all) {
            pools[n - 2].right += pools[n - 1].right;
            pools[n - 2].all += pools[n - 1].all;
            sizes[n - 2] += sizes[n - 1];
            n--;
        }
    }
    for (size_t p = 0, k = 0; p < n; p++)
        for (size_t i = 0; i < sizes[p]; i++)
            calibration[k++] = (unsigned char)(pools[p].right * 100.0 / pools[p].all + 0.5);
}
