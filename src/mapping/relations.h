/* relations.h - the calculation relations of the taxonomy judge the concepts of printed sums.
 *
 * A printed sum says which line items are the parts of which.  Where the taxonomy adds up the concepts in the same way, both
 * are surer.  Where it does not, a candidate of the model that is nearly as likely and with which it does takes the place
 * of the concept. */
#ifndef XBZ_MAPPING_RELATIONS_H
#define XBZ_MAPPING_RELATIONS_H

#include "mapping/mapper.h"

/* After the sums have been found and before signs are decided. */
void relations_judge(const struct mapper *m, struct mapped_statement *ms);

#endif
