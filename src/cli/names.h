/* names.h - names of inputs from a file, one at a time. */
#ifndef XBZ_CLI_NAMES_H
#define XBZ_CLI_NAMES_H

#include <stdbool.h>
#include <stdio.h>

#define NAME_MAX_BYTES 65536

struct names {
    FILE *in;
    const char *path;
    int end; /* the byte that ends a name */
    bool failed;
    char name[NAME_MAX_BYTES];
};

/* Opens the file, standard input for "-"; nul: names end with NUL, not with a line end.  False: the reason has been
 * told. */
bool names_open(struct names *names, const char *path, bool nul);
/* The next name, empty ones passed over; NULL when there is none. */
const char *names_next(struct names *names);
/* False when something could not be read, which has been told. */
bool names_close(struct names *names);

#endif
