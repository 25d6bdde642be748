/* package.h - report packages (Report Packages 1.0) and taxonomy packages (Taxonomy Packages 1.0): zip archives with one
 * folder at the top and META-INF in it. */
#ifndef XBZ_OUTPUT_PACKAGE_H
#define XBZ_OUTPUT_PACKAGE_H

#include "base/buf.h"
#include "output/zip.h"

#define PACKAGE_XBR  "https://xbrl.org/report-package/2023/xbr"
#define PACKAGE_XBRI "https://xbrl.org/report-package/2023/xbri"
#define PACKAGE_MANY "https://xbrl.org/report-package/2023" /* of any reports, .zip */

struct package {
    struct zip *zip; /* NULL: out of memory */
    struct buf top, name;
};

void package_init(struct package *package);
void package_free(struct package *package);

/* Starts an archive whose folder is top; the streams of members are good until the next call. */
void package_begin(struct package *package, struct stream *to, struct xbz_str top);
struct stream *package_member(struct package *package, const char *folder, struct xbz_str first, const char *second);
void package_copy(struct package *package, const char *folder, struct xbz_str name, const struct zip_ready *ready);
void package_end(struct package *package);

/* META-INF/reportPackage.json. */
void package_report(struct package *package, const char *type);

/* META-INF/taxonomyPackage.xml and catalog.xml: addresses that begin with a base are looked up in the folder taxonomy. */
struct package_taxonomy {
    struct xbz_str identifier, name, description;
    const struct xbz_str *entries; /* addresses of entry points */
    size_t n_entries;
    const struct xbz_str *bases; /* each ends in '/' */
    size_t n_bases;
};
void package_taxonomy(struct package *package, const struct package_taxonomy *taxonomy);

/* Whether memory for names was lost. */
bool package_lost(const struct package *package);

#endif
