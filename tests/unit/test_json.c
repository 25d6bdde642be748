/* JSON emitter: layout, escaping. */
#include "output_kit.h"

#include "output/json.h"

static struct stream stream;
static struct json json;

static void begin(struct buf *out)
{
    buf_init(out, KIT_MAX);
    stream_init(&stream, kit_collect, out);
    json_begin(&json, &stream);
}

static void assert_written(struct buf *out, const char *expected)
{
    json_end(&json);
    stream_flush(&stream);
    assert_buf(out, expected);
    buf_free(out);
}

static void test_layout(void **state)
{
    (void)state;
    struct buf out;
    begin(&out);
    json_object(&json, JSON_SPREAD);
    json_key(&json, STR("a"));
    json_object(&json, JSON_LINE);
    json_key(&json, STR("n"));
    json_int(&json, -3);
    json_key(&json, STR("b"));
    json_bool(&json, false);
    json_key(&json, STR("z"));
    json_null(&json);
    json_close(&json);
    json_key(&json, STR("empty"));
    json_object(&json, JSON_SPREAD);
    json_close(&json);
    json_key(&json, STR("list"));
    json_array(&json, JSON_LINE);
    json_string(&json, STR("x"));
    json_bool(&json, true);
    json_close(&json);
    json_key(&json, STR("tall"));
    json_array(&json, JSON_SPREAD);
    json_int(&json, 1);
    json_int(&json, 2);
    json_close(&json);
    json_close(&json);
    assert_written(&out, "{\n"
                         "  \"a\": {\"n\": -3, \"b\": false, \"z\": null},\n"
                         "  \"empty\": {},\n"
                         "  \"list\": [\"x\", true],\n"
                         "  \"tall\": [\n"
                         "    1,\n"
                         "    2\n"
                         "  ]\n"
                         "}\n");
}

static void assert_string(struct xbz_str text, const char *expected)
{
    struct buf out;
    begin(&out);
    json_string(&json, text);
    assert_written(&out, expected);
}

static void test_strings(void **state)
{
    (void)state;
    assert_string(STR("\"quoted\" \\ /"), "\"\\\"quoted\\\" \\\\ /\"\n");
    assert_string(STR("\b\t\n\f\r\0\x1B\x7F"), "\"\\b\\t\\n\\f\\r\\u0000\\u001b\\u007f\"\n");
    assert_string(STR("caf\xC3\xA9 \xE2\x82\xAC"), "\"caf\xC3\xA9 \xE2\x82\xAC\"\n");
    assert_string(STR("\xE9 cut \xE2\x82"), "\"\xEF\xBF\xBD cut \xEF\xBF\xBD\xEF\xBF\xBD\"\n");
    assert_string((struct xbz_str){NULL, 0}, "\"\"\n");
}

static void test_string_of_parts(void **state)
{
    (void)state;
    struct buf out;
    begin(&out);
    json_array(&json, JSON_LINE);
    json_string3(&json, STR("iso4217:"), STR("U\"D"), STR(""));
    json_string3(&json, STR(""), STR(""), STR(""));
    json_close(&json);
    assert_written(&out, "[\"iso4217:U\\\"D\", \"\"]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_string_of_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
