#include "names.h"

#include <errno.h>
#include <string.h>

bool names_open(struct names *names, const char *path, bool nul)
{
    names->path = path;
    names->end = nul ? '\0' : '\n';
    names->failed = false;
    names->in = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    if (!names->in)
        fprintf(stderr, "xbrlize: %s: %s\n", path, strerror(errno));
    return names->in != NULL;
}

const char *names_next(struct names *names)
{
    size_t n = 0;
    int c;
    while ((c = getc(names->in)) != EOF) {
        if (c == names->end && n > 0)
            break;
        if (c == names->end)
            continue;
        if (n + 1 == sizeof names->name) {
            fprintf(stderr, "xbrlize: %s: a name is too long\n", names->path);
            names->failed = true;
            return NULL;
        }
        names->name[n++] = (char)c;
    }
    if (ferror(names->in)) {
        fprintf(stderr, "xbrlize: %s: %s\n", names->path, strerror(errno));
        names->failed = true;
        return NULL;
    }
    names->name[n] = '\0';
    return n > 0 ? names->name : NULL;
}

bool names_close(struct names *names)
{
    if (names->in != stdin)
        (void)fclose(names->in);
    return !names->failed;
}
