/* place.c - output names without clashes. */
#include "output/place.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#define PATH_CAP    65536
#define SLOTS       (2 * PLACE_NAMES) /* a power of two */
#define SLOTS_MIN   1024
#define NUMBER_ROOM 16
#define MANY_BITS   ((size_t)1 << 22) /* a power of two */
#define MANY_PROBES 4
#define MANY_NAMES  ((unsigned)1 << 20)

/* A path given out. */
struct slot {
    uint64_t hash; /* 0: free */
    unsigned next; /* the number to try first when it is wanted again */
};

struct places {
    struct xbz_run *run;
    bool standard_output;
    unsigned joined;       /* filings that went to standard output */
    struct xbz_str folder; /* with its '/', or empty */
    struct xbz_str file;   /* empty: outputs are named after filings */
    unsigned char *many;   /* MANY_BITS of the names beyond the table */
    unsigned n_many;       /* names that have set bits */
    unsigned given;        /* names given out */
    struct slot *taken;
    size_t slots, n_taken;
    struct buf path;
    char base[PLACE_BASE + NUMBER_ROOM];
};

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

enum xbz_status places_new(struct places **out, struct xbz_run *run, const char *output)
{
    *out = NULL;
    struct places *places = mem_alloc(sizeof *places);
    if (places) {
        places->taken = mem_alloc(SLOTS_MIN * sizeof *places->taken);
        places->many = mem_alloc(MANY_BITS / 8);
        places->slots = SLOTS_MIN;
    }
    if (!places || !places->taken || !places->many) {
        places_free(places);
        return run_fail(run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
    }
    places->run = run;
    buf_init(&places->path, PATH_CAP);
    struct xbz_str all = str_of(output);
    if (str_eq(all, STR("-"))) {
        places->standard_output = true;
    } else if (all.n > 0 && (all.p[all.n - 1] == '/' || is_folder(output))) {
        places->folder = all;
    } else {
        size_t cut = all.n;
        while (cut > 0 && all.p[cut - 1] != '/')
            cut--;
        places->folder = str_sub(all, 0, cut);
        places->file = str_sub(all, cut, all.n - cut);
    }
    *out = places;
    return XBZ_OK;
}

void places_free(struct places *places)
{
    if (!places)
        return;
    buf_free(&places->path);
    mem_free(places->taken);
    mem_free(places->many);
    mem_free(places);
}

struct xbz_str places_folder(const struct places *places)
{
    return places->folder;
}

size_t place_base(struct xbz_str name, char *buf)
{
    static const char reserved[] = "gaap-lite"; /* the taxonomy's files stand in the same folder */
    size_t n = 0;
    if (str_starts_nocase(name, STR(reserved)))
        buf[n++] = '_';
    for (size_t i = 0; i < name.n && n < PLACE_BASE; i++) {
        char c = name.p[i];
        bool plain = is_alnum(c) || c == '_' || (n > 0 && (c == '.' || c == '-'));
        buf[n++] = plain ? c : '_';
    }
    while (n > 0 && buf[n - 1] == '.')
        n--;
    if (n > 0)
        return n;
    memcpy(buf, "filing", 6);
    return 6;
}

/* The slot of a hash: the one that holds it, or the free one where it belongs. */
static struct slot *slot_of(struct slot *slots, size_t n_slots, uint64_t hash)
{
    size_t at = (size_t)hash & (n_slots - 1);
    while (slots[at].hash && slots[at].hash != hash)
        at = (at + 1) & (n_slots - 1);
    return &slots[at];
}

/* Doubles the table of names; when memory is out it stays as it is. */
static bool grow(struct places *places)
{
    if (places->slots >= SLOTS)
        return false;
    size_t n = places->slots * 2;
    struct slot *slots = mem_alloc(n * sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < places->slots; i++) {
        if (places->taken[i].hash)
            *slot_of(slots, n, places->taken[i].hash) = places->taken[i];
    }
    mem_free(places->taken);
    places->taken = slots;
    places->slots = n;
    return true;
}

/* Remembers a name beyond those of the table: true when it may have been given out before.  Each sets some bits that others may
 * have set together, so that "no" is certain, and "yes" the rarer wrong the fewer names there are (one in 10,000 of 100,000). */
static bool was_given(struct places *places, uint64_t hash)
{
    const uint64_t step = hash >> 32 | 1;
    bool all = true;
    for (unsigned i = 0; i < MANY_PROBES; i++) {
        size_t bit = (size_t)(hash + i * step) & (MANY_BITS - 1);
        unsigned char mask = (unsigned char)(1u << (bit % 8));
        all = all && (places->many[bit / 8] & mask);
        places->many[bit / 8] |= mask;
    }
    places->n_many += !all;
    return all;
}

/* Takes the path for a filing; false when this run has used it, *next is then the number to go on with (0: the one
 * that follows). */
static bool take(struct places *places, unsigned *next)
{
    uint64_t hash = str_hash(buf_view(&places->path));
    hash += hash == 0;
    *next = 0;
    bool room = places->n_taken < places->slots / 2 || grow(places);
    struct slot *slot = slot_of(places->taken, places->slots, hash);
    if (slot->hash) {
        *next = slot->next++;
        return false;
    }
    if (!room)
        return !was_given(places, hash);
    *slot = (struct slot){hash, 2};
    places->n_taken++;
    return true;
}

/* Parts of the name of an output: before and after the number that tells filings of one name apart. */
struct parts {
    struct xbz_str stem, tail;
};

static struct parts split_file(struct xbz_str file, struct xbz_str suffix)
{
    size_t cut = file.n;
    if (file.n > suffix.n && str_ends_nocase(file, suffix)) {
        cut = file.n - suffix.n;
    } else {
        while (cut > 1 && file.p[cut - 1] != '.')
            cut--;
        cut = cut > 1 ? cut - 1 : file.n;
    }
    return (struct parts){str_sub(file, 0, cut), str_sub(file, cut, file.n - cut)};
}

static enum xbz_status next_on_standard_output(struct places *places, bool joined)
{
    if (places->joined > 0 && !joined)
        return run_fail(places->run, XBZ_D_OUTPUT_EXISTS, NOWHERE, "standard output holds one filing of this format");
    places->joined++;
    return XBZ_OK;
}

/* Puts the path together; number 1 is not shown. */
static void set_path(struct places *places, struct parts parts, unsigned number)
{
    buf_clear(&places->path);
    buf_str(&places->path, places->folder);
    if (places->folder.n > 0 && places->folder.p[places->folder.n - 1] != '/')
        buf_byte(&places->path, '/');
    buf_str(&places->path, parts.stem);
    if (number > 1)
        buf_printf(&places->path, "-%u", number);
    buf_str(&places->path, parts.tail);
}

/* The base name that goes with the path. */
static struct xbz_str set_base(struct places *places, struct xbz_str stem, unsigned number)
{
    size_t n = place_base(stem, places->base);
    if (number > 1)
        n += (size_t)snprintf(places->base + n, sizeof places->base - n, "-%u", number);
    return (struct xbz_str){places->base, n};
}

enum xbz_status places_next(struct places *places, struct xbz_str name, const char *suffix, bool joined,
                            struct place *place)
{
    char stem[PLACE_BASE];
    struct parts parts = {{stem, place_base(name, stem)}, str_of(suffix)};
    *place = (struct place){.standard_output = places->standard_output, .path = ""};
    place->base = set_base(places, parts.stem, 1);
    if (places->standard_output)
        return next_on_standard_output(places, joined);
    if (places->file.n > 0)
        parts = split_file(places->file, str_of(suffix));
    unsigned number = 1, next = 0;
    places->given++;
    if (places->n_many >= MANY_NAMES) /* bits tell nothing any more: a number of its own for each */
        number = places->given;
    for (;; number++) {
        set_path(places, parts, number);
        const char *path = buf_cstr(&places->path);
        if (places->path.no_memory)
            return run_fail(places->run, XBZ_D_OUT_OF_MEMORY, NOWHERE, NULL);
        if (places->path.full)
            return run_fail(places->run, XBZ_D_OUTPUT_UNWRITABLE, NOWHERE, "the path is too long");
        if (places->n_many >= MANY_NAMES || take(places, &next)) {
            place->path = path;
            place->base = set_base(places, parts.stem, number);
            return XBZ_OK;
        }
        if (number == 1 && next > 2)
            number = next - 1; /* the numbers up to it were tried when the name was wanted before */
    }
}
