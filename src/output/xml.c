/* xml.c - escaping XML emitter. */
#include "output/xml.h"

#include "base/charset.h"

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x80 && c != '<' && c != '>' && c != '&' && c != '"';
}

static const char *reference_of(unsigned char c, bool in_attribute)
{
    switch (c) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return in_attribute ? "&quot;" : "\"";
    case '\t':
        return in_attribute ? "&#9;" : "\t";
    case '\n':
        return in_attribute ? "&#10;" : "\n";
    case '\r':
        return "&#13;";
    default:
        return REPLACEMENT;
    }
}

void xml_escape(struct stream *to, struct xbz_str s, bool in_attribute)
{
    size_t done = 0, i = 0;
    while (i < s.n) {
        unsigned char c = (unsigned char)s.p[i];
        if (is_plain(c)) {
            i++;
            continue;
        }
        size_t used = 1;
        const char *instead = NULL;
        if (c < 0x80) {
            instead = reference_of(c, in_attribute);
        } else {
            unsigned code = utf8_get(str_sub(s, i, s.n - i), &used);
            if (used == 1 || code == 0xFFFE || code == 0xFFFF)
                instead = REPLACEMENT;
        }
        if (instead) {
            stream_bytes(to, s.p + done, i - done);
            stream_text(to, instead);
            done = i + used;
        }
        i += used;
    }
    if (s.n > done)
        stream_bytes(to, s.p + done, s.n - done);
}

void xml_begin(struct xml *xml, struct stream *to, enum xml_layout layout)
{
    xml->flat = layout == XML_FLAT;
    xml->to = to;
    xml->depth = 0;
    xml->in_tag = xml->has_text = false;
    stream_text(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
}

void xml_end(struct xml *xml)
{
    stream_byte(xml->to, '\n');
}

static void end_tag(struct xml *xml)
{
    if (xml->in_tag)
        stream_byte(xml->to, '>');
    xml->in_tag = false;
}

static void new_line(struct xml *xml)
{
    stream_byte(xml->to, '\n');
    if (!xml->flat)
        stream_fill(xml->to, ' ', (size_t)2 * xml->depth);
}

static void write_name(struct xml *xml, const struct xml_name *name)
{
    if (name->prefix) {
        stream_text(xml->to, name->prefix);
        stream_byte(xml->to, ':');
    }
    stream_str(xml->to, name->name);
}

void xml_open_name(struct xml *xml, const char *prefix, struct xbz_str local)
{
    end_tag(xml);
    if (!xml->has_text)
        new_line(xml);
    struct xml_name *name = &xml->open[xml->depth < XML_DEPTH ? xml->depth : XML_DEPTH - 1];
    *name = (struct xml_name){prefix, local};
    xml->depth++;
    xml->has_text = false;
    stream_byte(xml->to, '<');
    write_name(xml, name);
    xml->in_tag = true;
}

void xml_open(struct xml *xml, const char *name)
{
    xml_open_name(xml, NULL, str_of(name));
}

static void begin_attr(struct xml *xml, const char *name)
{
    stream_byte(xml->to, ' ');
    stream_text(xml->to, name);
    stream_text(xml->to, "=\"");
}

void xml_attr_pair(struct xml *xml, const char *name, const char *first, struct xbz_str second)
{
    begin_attr(xml, name);
    xml_escape(xml->to, str_of(first), true);
    xml_escape(xml->to, second, true);
    stream_byte(xml->to, '"');
}

void xml_attr_str(struct xml *xml, const char *name, struct xbz_str value)
{
    xml_attr_pair(xml, name, "", value);
}

void xml_attr(struct xml *xml, const char *name, const char *value)
{
    xml_attr_pair(xml, name, value, (struct xbz_str){NULL, 0});
}

void xml_attr_int(struct xml *xml, const char *name, int64_t value)
{
    begin_attr(xml, name);
    stream_int(xml->to, value);
    stream_byte(xml->to, '"');
}

void xml_text(struct xml *xml, struct xbz_str text)
{
    end_tag(xml);
    xml->has_text = true;
    xml_escape(xml->to, text, false);
}

void xml_close(struct xml *xml)
{
    xml->depth--;
    const struct xml_name *name = &xml->open[xml->depth < XML_DEPTH ? xml->depth : XML_DEPTH - 1];
    if (xml->in_tag) {
        stream_text(xml->to, "/>");
    } else {
        if (!xml->has_text)
            new_line(xml);
        stream_text(xml->to, "</");
        write_name(xml, name);
        stream_byte(xml->to, '>');
    }
    xml->in_tag = xml->has_text = false;
}

void xml_leaf(struct xml *xml, const char *name, struct xbz_str text)
{
    xml_open(xml, name);
    xml_text(xml, text);
    xml_close(xml);
}
