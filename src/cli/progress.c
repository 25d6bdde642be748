#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define TERMINAL_MS 200
#define PLAIN_MS    10000
#define SETTLED_MS  2000 /* before which nothing is foretold */

static uint64_t milliseconds(void)
{
    struct timespec now;
    return clock_gettime(CLOCK_MONOTONIC, &now) == 0 ? (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000
                                                     : 0;
}

static uint64_t size_of(const char *input)
{
    struct stat info;
    int failed = strcmp(input, "-") == 0 ? fstat(STDIN_FILENO, &info) : stat(input, &info);
    return failed || !S_ISREG(info.st_mode) || info.st_size < 0 ? 0 : (uint64_t)info.st_size;
}

void progress_init(struct progress *progress, enum progress_mode mode, bool quiet, bool to_terminal,
                   const char *const *inputs, int n_inputs, bool more)
{
    memset(progress, 0, sizeof *progress);
    if (mode == PROGRESS_AUTO && (quiet || to_terminal || !isatty(STDERR_FILENO)))
        mode = PROGRESS_NONE;
    progress->mode = mode;
    (void)pthread_mutex_init(&progress->lock, NULL);
    progress->began = progress->shown = milliseconds();
    for (int i = 0; i < n_inputs && !more; i++) {
        uint64_t size = size_of(inputs[i]);
        more = size == 0;
        progress->size += size;
    }
    if (more)
        progress->size = 0;
}

/* Bytes as a number of three digits and a unit. */
struct amount {
    char number[24];
    const char *unit;
};

static struct amount amount_of(uint64_t bytes)
{
    static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB"};
    struct amount amount;
    uint64_t one = 1;
    size_t i = 0;
    for (; bytes / one >= 1000 && i + 1 < sizeof units / sizeof *units; i++)
        one *= 1000;
    unsigned long long whole = bytes / one, hundredths = bytes % one * 100 / one;
    if (i == 0 || whole >= 100)
        (void)snprintf(amount.number, sizeof amount.number, "%llu", whole);
    else if (whole >= 10)
        (void)snprintf(amount.number, sizeof amount.number, "%llu.%llu", whole, hundredths / 10);
    else
        (void)snprintf(amount.number, sizeof amount.number, "%llu.%02llu", whole, hundredths);
    amount.unit = units[i];
    return amount;
}

static void put_time(char *text, size_t room, uint64_t seconds)
{
    unsigned long long s = seconds;
    if (s < 60)
        (void)snprintf(text, room, ", %llu s left", s);
    else if (s < 3600)
        (void)snprintf(text, room, ", %llu min %02llu s left", s / 60, s % 60);
    else
        (void)snprintf(text, room, ", %llu h %02llu min left", s / 3600, s / 60 % 60);
}

void progress_text(char text[PROGRESS_TEXT], const struct xbz_totals *totals, uint64_t size, uint64_t ms)
{
    char of[64] = "", left[64] = "";
    uint64_t in = totals->bytes_in, per_second = ms > 0 ? in / ms * 1000 + in % ms * 1000 / ms : 0;
    bool known = size > 0 && size >= in;
    struct amount done = amount_of(in), all = amount_of(size), rate = amount_of(per_second);
    if (known)
        (void)snprintf(of, sizeof of, "%s%s of %s", strcmp(done.unit, all.unit) == 0 ? "" : " ",
                       strcmp(done.unit, all.unit) == 0 ? "" : done.unit, all.number);
    if (known && in < size && per_second > 0 && ms >= SETTLED_MS)
        put_time(left, sizeof left, (size - in) / per_second);
    int n = snprintf(text, PROGRESS_TEXT, "%s%s %s, %llu filings, %llu facts, %s %s/s%s", done.number, of,
                     known ? all.unit : done.unit, (unsigned long long)totals->filings,
                     (unsigned long long)totals->facts, rate.number, rate.unit, left);
    if (n < 0)
        text[0] = '\0';
}

static void show(struct progress *progress, uint64_t now)
{
    char text[PROGRESS_TEXT];
    struct xbz_totals totals = xbz_converter_totals(progress->converter);
    progress_text(text, &totals, progress->size, now - progress->began);
    (void)pthread_mutex_lock(&progress->lock);
    if (progress->mode == PROGRESS_PLAIN) {
        fprintf(stderr, "xbrlize: %s\n", text);
    } else {
        fprintf(stderr, "\r%s\033[K", text);
        fflush(stderr);
        progress->standing = true;
    }
    (void)pthread_mutex_unlock(&progress->lock);
    progress->shown = now;
}

void progress_tick(void *ctx)
{
    struct progress *progress = ctx;
    if (progress->mode == PROGRESS_NONE || !progress->converter)
        return;
    uint64_t now = milliseconds();
    if (now - progress->shown >= (progress->mode == PROGRESS_PLAIN ? PLAIN_MS : TERMINAL_MS))
        show(progress, now);
}

void progress_pause(struct progress *progress)
{
    (void)pthread_mutex_lock(&progress->lock);
    if (progress->standing)
        fputs("\r\033[K", stderr);
    progress->standing = false;
}

void progress_go_on(struct progress *progress)
{
    (void)pthread_mutex_unlock(&progress->lock);
}

void progress_end(struct progress *progress)
{
    if (progress->mode == PROGRESS_PLAIN && progress->converter)
        show(progress, milliseconds());
    progress_pause(progress);
    progress->mode = PROGRESS_NONE;
    progress_go_on(progress);
}
