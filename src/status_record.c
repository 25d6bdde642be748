/* status_record.c - status records and the file they go to. */
#include "status_record.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/calendar.h"
#include "base/str.h"
#include "output/json.h"

static int to_buf(void *ctx, const void *bytes, size_t n)
{
    buf_add(ctx, bytes, n);
    return 0;
}

static void text(struct json *json, struct xbz_str key, struct xbz_str value)
{
    json_key(json, key);
    json_string(json, value);
}

static void number(struct json *json, struct xbz_str key, uint64_t value)
{
    json_key(json, key);
    json_int(json, value > INT64_MAX ? INT64_MAX : (int64_t)value);
}

static void facts_by_statement(struct json *json, const struct pipeline_result *result)
{
    static const char *const names[XBZ_STATEMENT_KINDS] = {
        [XBZ_NO_STATEMENT] = "schedule", [XBZ_BALANCE_SHEET] = "balance-sheet",
        [XBZ_INCOME] = "income",         [XBZ_COMPREHENSIVE_INCOME] = "comprehensive-income",
        [XBZ_CASH_FLOW] = "cash-flow",   [XBZ_EQUITY] = "equity",
        [XBZ_COVER] = "cover",
    };
    json_key(json, STR("facts"));
    json_object(json, JSON_LINE);
    for (size_t i = 0; i < XBZ_STATEMENT_KINDS; i++)
        if (result->facts[i] > 0)
            number(json, i == XBZ_NO_STATEMENT && result->tagged ? STR("tagged") : str_of(names[i]), result->facts[i]);
    json_close(json);
}

void status_record(struct buf *out, const struct pipeline_result *result, const struct xbz_filing *filing,
                   const char *outcome, struct xbz_str output, uint64_t milliseconds)
{
    struct stream stream;
    struct json json;
    char filed[DATE_TEXT];
    stream_init(&stream, to_buf, out);
    json_begin(&json, &stream);
    json_object(&json, JSON_LINE);
    text(&json, STR("filing"), filing->name);
    text(&json, STR("path"), filing->path);
    text(&json, STR("accession"), filing->accession);
    text(&json, STR("cik"), filing->cik);
    text(&json, STR("form"), filing->form);
    date_text(filing->filed, filed);
    text(&json, STR("filed"), str_of(filed));
    text(&json, STR("result"), str_of(outcome));
    text(&json, STR("output"), output);
    facts_by_statement(&json, result);
    number(&json, STR("unmapped"), result->totals.unmapped);
    number(&json, STR("checks_passed"), result->totals.sums_verified);
    number(&json, STR("checks_failed"), result->totals.sums_inconsistent);
    number(&json, STR("skipped"), result->totals.skipped);
    number(&json, STR("bytes"), result->bytes);
    number(&json, STR("milliseconds"), milliseconds);
    json_close(&json);
    json_end(&json);
    stream_flush(&stream);
}

static enum xbz_status failed(struct status_file *file, int error)
{
    char reason[128];
    if (strerror_r(error, reason, sizeof reason) != 0)
        (void)snprintf(reason, sizeof reason, "error %d", error);
    return run_fail(file->run, XBZ_D_OUTPUT_UNWRITABLE, NOWHERE, "%s: %s", file->path, reason);
}

enum xbz_status status_open(struct status_file *file, struct xbz_run *run, const char *path, uint64_t resume_at)
{
    *file = (struct status_file){.run = run, .path = path, .fd = -1, .size = resume_at};
    if (!path)
        return XBZ_OK;
    file->fd = STDOUT_FILENO;
    if (strcmp(path, "-") == 0)
        return XBZ_OK;
    file->fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (resume_at ? 0 : O_TRUNC), 0666);
    if (file->fd < 0)
        return failed(file, errno);
    file->own_fd = true;
    if (resume_at && (ftruncate(file->fd, (off_t)resume_at) != 0 || lseek(file->fd, (off_t)resume_at, SEEK_SET) < 0))
        return failed(file, errno);
    return XBZ_OK;
}

enum xbz_status status_append(struct status_file *file, struct xbz_str line)
{
    if (!file->path)
        return XBZ_OK;
    file->size += line.n;
    while (line.n > 0) {
        ssize_t done = write(file->fd, line.p, line.n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return failed(file, done < 0 ? errno : EIO);
        line = str_sub(line, (size_t)done, line.n);
    }
    return XBZ_OK;
}

void status_close(struct status_file *file)
{
    if (file->own_fd)
        (void)close(file->fd);
    file->own_fd = false;
    file->fd = -1;
}
