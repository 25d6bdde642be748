/* report.h - how often the model is right on companies it has not seen, and how sure it may be. */
#ifndef XBZ_TRAIN_REPORT_H
#define XBZ_TRAIN_REPORT_H

#include "train/softmax.h"

struct step_counts {
    double right, all;
};

struct part_report {
    struct step_counts steps[MODEL_STEPS];  /* by probability of the choice */
    size_t rows, with_concept, first_right; /* of recent statements */
    size_t old_with_concept, old_first_right;
};

/* Judges the rows of the fold that s was fitted without, and adds them to the report. */
void report_fold(struct part_report *r, const struct softmax *s, const struct samples *samples, enum model_part part,
                 unsigned fold);

/* Share of right choices by step, in percent, made to rise with the probability. */
void report_calibrate(const struct part_report *r, unsigned char calibration[MODEL_STEPS]);

#endif
