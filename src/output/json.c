/* json.c - escaping JSON emitter. */
#include "output/json.h"

#include "base/charset.h"

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

static void write_control(struct stream *to, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char pairs[] = "\bb\tt\nn\ff\rr\"\"\\\\";
    for (size_t i = 0; i + 1 < sizeof pairs; i += 2) {
        if ((unsigned char)pairs[i] == c) {
            stream_byte(to, '\\');
            stream_byte(to, pairs[i + 1]);
            return;
        }
    }
    stream_text(to, "\\u00");
    stream_byte(to, hex[c >> 4]);
    stream_byte(to, hex[c & 15]);
}

static void write_escaped(struct stream *to, struct xbz_str s)
{
    size_t done = 0, i = 0;
    while (i < s.n) {
        unsigned char c = (unsigned char)s.p[i];
        size_t used = 1;
        bool control = c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
        if (c >= 0x80)
            (void)utf8_get(str_sub(s, i, s.n - i), &used);
        bool invalid = c >= 0x80 && used == 1;
        if (control || invalid) {
            stream_bytes(to, s.p + done, i - done);
            if (control)
                write_control(to, c);
            else
                stream_text(to, REPLACEMENT);
            done = i + 1;
        }
        i += used;
    }
    if (s.n > done)
        stream_bytes(to, s.p + done, s.n - done);
}

void json_begin(struct json *json, struct stream *to)
{
    json->to = to;
    json->depth = 0;
    json->after_key = false;
}

void json_end(struct json *json)
{
    stream_byte(json->to, '\n');
}

static struct json_level *top(struct json *json)
{
    return &json->level[json->depth < JSON_DEPTH ? json->depth : JSON_DEPTH - 1];
}

/* What stands before a value or key: a comma after the one before it, and its line. */
static void separate(struct json *json)
{
    if (json->after_key || json->depth == 0) {
        json->after_key = false;
        return;
    }
    struct json_level *level = top(json);
    if (level->filled)
        stream_byte(json->to, ',');
    if (level->spread) {
        stream_byte(json->to, '\n');
        stream_fill(json->to, ' ', (size_t)2 * json->depth);
    } else if (level->filled) {
        stream_byte(json->to, ' ');
    }
    level->filled = true;
}

static void open_level(struct json *json, bool object, enum json_layout layout)
{
    separate(json);
    stream_byte(json->to, object ? '{' : '[');
    json->depth++;
    *top(json) = (struct json_level){.object = object, .spread = layout == JSON_SPREAD};
}

void json_object(struct json *json, enum json_layout layout)
{
    open_level(json, true, layout);
}

void json_array(struct json *json, enum json_layout layout)
{
    open_level(json, false, layout);
}

void json_close(struct json *json)
{
    struct json_level level = *top(json);
    json->depth--;
    if (level.spread && level.filled) {
        stream_byte(json->to, '\n');
        stream_fill(json->to, ' ', (size_t)2 * json->depth);
    }
    stream_byte(json->to, level.object ? '}' : ']');
}

void json_key(struct json *json, struct xbz_str key)
{
    json_key2(json, key, (struct xbz_str){NULL, 0});
}

void json_key2(struct json *json, struct xbz_str a, struct xbz_str b)
{
    separate(json);
    stream_byte(json->to, '"');
    write_escaped(json->to, a);
    write_escaped(json->to, b);
    stream_text(json->to, "\": ");
    json->after_key = true;
}

void json_string3(struct json *json, struct xbz_str a, struct xbz_str b, struct xbz_str c)
{
    separate(json);
    stream_byte(json->to, '"');
    write_escaped(json->to, a);
    write_escaped(json->to, b);
    write_escaped(json->to, c);
    stream_byte(json->to, '"');
}

void json_string(struct json *json, struct xbz_str value)
{
    json_string3(json, value, (struct xbz_str){NULL, 0}, (struct xbz_str){NULL, 0});
}

void json_int(struct json *json, int64_t value)
{
    separate(json);
    stream_int(json->to, value);
}

void json_bool(struct json *json, bool value)
{
    separate(json);
    stream_text(json->to, value ? "true" : "false");
}

void json_null(struct json *json)
{
    separate(json);
    stream_text(json->to, "null");
}
