/* json.h - writes JSON (RFC 8259) in UTF-8.
 *
 * Objects and arrays are spread, one member to a line, or kept on one line.  Bytes that are no UTF-8 become U+FFFD. */
#ifndef XBZ_OUTPUT_JSON_H
#define XBZ_OUTPUT_JSON_H

#include "output/stream.h"

#define JSON_DEPTH 16 /* deepest nesting a writer may use */

enum json_layout { JSON_SPREAD, JSON_LINE };

struct json {
    struct stream *to;
    unsigned depth;
    bool after_key;
    struct json_level {
        bool object, spread, filled;
    } level[JSON_DEPTH];
};

void json_begin(struct json *json, struct stream *to);
void json_end(struct json *json); /* the document ends with a line end */

void json_object(struct json *json, enum json_layout layout);
void json_array(struct json *json, enum json_layout layout);
void json_close(struct json *json); /* the innermost object or array */

void json_key(struct json *json, struct xbz_str key);
void json_key2(struct json *json, struct xbz_str a, struct xbz_str b); /* the two after each other */
void json_string(struct json *json, struct xbz_str value);
/* A string in three parts, each may be empty. */
void json_string3(struct json *json, struct xbz_str a, struct xbz_str b, struct xbz_str c);
void json_int(struct json *json, int64_t value);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);

#endif
