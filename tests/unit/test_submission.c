/* Submissions: every form of them, told as text and compared, for every size of block. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/str.h"
#include "input/submission.h"
#include "input_tools.h"

enum manner { READ_ALL, SKIP_TEXTS, SKIP_DOCUMENTS, PEEK_FIRST };

#define PEM_BEGIN "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\n"
#define PEM_END   "-----END PRIVACY-ENHANCED MESSAGE-----\n"
#define HEADER                                                                                                         \
    "<SEC-HEADER>x\nACCESSION NUMBER:\t0000950172-95-000354\nCONFORMED SUBMISSION TYPE:\t10-K\n</SEC-HEADER>\n"

/* Appends the document's text, quoted so that line ends show. */
static void tell_text(struct buf *out, const unsigned char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (bytes[i] == '\n')
            buf_text(out, "\\n");
        else if (bytes[i] == '\r')
            buf_text(out, "\\r");
        else
            buf_byte(out, (char)bytes[i]);
}

/* The document's offset and line, against the member as it is. */
static void check_place(const struct submission *s, const struct xbz_document *document, const char *member,
                        struct xbz_str text)
{
    size_t at = (size_t)(submission_offset(s) + document->offset);
    uint64_t line = 1;

    for (size_t i = 0; i < at; i++)
        line += member[i] == '\n';
    assert_int_equal(submission_line(s), line);
    if (strncmp(member + at, "- -", 3) == 0 && text.n > 1 && text.p[1] != ' ')
        at += 2;
    assert_int_equal(strncmp(member + at, text.p ? text.p : "", strcspn(text.p ? text.p : "\\", "\\")), 0);
}

static void tell_document(struct submission *s, const char *member, const struct xbz_document *document,
                          enum manner manner, struct buf *out)
{
    const unsigned char *bytes;
    size_t n, begin;
    enum xbz_status status;

    buf_printf(out, "[%u %.*s %.*s:", document->sequence, STR_ARG(document->type), STR_ARG(document->filename));
    begin = out->n;
    if (manner == PEEK_FIRST) {
        assert_int_equal(submission_peek(s, &bytes, &n), XBZ_OK);
        tell_text(out, bytes, n);
    } else if (manner == READ_ALL) {
        while ((status = submission_read(s, &bytes, &n)) == XBZ_OK) {
            assert_true(n > 0);
            tell_text(out, bytes, n);
        }
        assert_int_equal(status, XBZ_END);
        assert_int_equal(submission_read(s, &bytes, &n), XBZ_END);
    }
    buf_cstr(out);
    check_place(s, document, member, (struct xbz_str){out->p + begin, out->n - begin});
    buf_text(out, "]");
}

/* What a member holds: "name(form){[sequence type filename:text]...}..." */
static void tell_member(const char *text, size_t length, const char *path, size_t step, enum manner manner,
                        struct told *told, struct buf *out)
{
    struct xbz_run run = make_run(told, 4096);
    struct memory memory = {.bytes = text, .n = length, .step = step};
    struct input input;
    struct source source;
    struct submission *s;
    struct xbz_filing filing;
    struct xbz_document document;
    enum xbz_status status;

    input_init(&input, &run);
    assert_int_equal(input_open_callback(&input, path, memory_read, &memory), XBZ_OK);
    source_init(&source, input_pull, &input);
    assert_int_equal(submission_new(&s, &run), XBZ_OK);
    assert_int_equal(submission_start(s, &source, str_of(path)), XBZ_OK);
    while ((status = submission_next_filing(s, &filing)) == XBZ_OK) {
        buf_printf(out, "%.*s(%.*s){", STR_ARG(filing.name), STR_ARG(filing.form));
        while (manner != SKIP_DOCUMENTS && (status = submission_next_document(s, &document)) == XBZ_OK)
            tell_document(s, text, &document, manner, out);
        assert_true(status == XBZ_END || manner == SKIP_DOCUMENTS);
        buf_text(out, "}");
    }
    assert_int_equal(status, XBZ_END);
    assert_int_equal(submission_next_filing(s, &filing), XBZ_END);
    assert_int_equal(submission_next_document(s, &document), XBZ_END);
    assert_int_equal(source.state, XBZ_END);
    submission_free(s);
    input_free(&input);
}

/* Compares what text holds with what is due, for every step; told has the diagnostics of the last. */
static void check(const char *text, const char *due, struct told *told)
{
    STEPS(steps);
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        struct buf out;
        buf_init(&out, 1 << 20);
        tell_member(text, strlen(text), "in/member.txt", steps[i], READ_ALL, told, &out);
        assert_string_equal(buf_cstr(&out), due);
        buf_free(&out);
    }
}

static void test_sec_document(void **state)
{
    struct told told;

    (void)state;
    check("<SEC-DOCUMENT>0000950172-95-000354.txt : 19950814\n" HEADER
          "<DOCUMENT>\n<TYPE>10-K\n<SEQUENCE>1\n<FILENAME>a.txt\n<DESCRIPTION>ANNUAL\nREPORT\n<TEXT>\nfirst\nlast\n"
          "</TEXT>\n</DOCUMENT>\n"
          "<DOCUMENT>\n<TYPE>EX-27\n<SEQUENCE>2\n<TEXT>\n\n<S> <C>\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n",
          "0000950172-95-000354(10-K){[1 10-K a.txt:first\\nlast\\n][2 EX-27 :\\n<S> <C>\\n]}", &told);
    assert_int_equal(told.all, 0);
}

/* Escaped lines are put right within a privacy-enhanced message, and there only. */
static void test_privacy_enhanced(void **state)
{
    struct told told;

    (void)state;
    check(PEM_BEGIN
          "Proc-Type: 2001,MIC-CLEAR\nMIC-Info: RSA-MD5,RSA,\n Fu5NxdpPSyDL==\n\n"
          "<IMS-DOCUMENT>0000950172-95-000354.txt : 19950814\n<IMS-HEADER>x\n"
          "CONFORMED SUBMISSION TYPE:\t8-K\n</IMS-HEADER>\n"
          "<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n- -----\n- - 5\n- 6\n-7\nx - - y\n- -</TEXT>\n</TEXT>\n</DOCUMENT>\n"
          "</IMS-DOCUMENT>\n" PEM_END,
          "0000950172-95-000354(8-K){[1 8-K :-----\\n- 5\\n- 6\\n-7\\nx - - y\\n-</TEXT>\\n]}", &told);
    assert_int_equal(told.all, 0);
    check("<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n- -----\n</TEXT>\n</DOCUMENT>\n", "member(8-K){[1 8-K :- -----\\n]}", &told);
    assert_int_equal(told.all, 0);
}

static void test_feed(void **state)
{
    struct told told;

    (void)state;
    check("<SUBMISSION>\n<ACCESSION-NUMBER>0000950172-95-000354\n<TYPE>10-Q\n<PERIOD>19950630\n<FILED-BY>\n"
          "<CONFORMED-NAME>ACME\n<CIK>5\n</FILED-BY>\n<DOCUMENT>\n<TYPE>10-Q\n<TYPE>10-Q/A\n<SEQUENCE>3\n<TEXT>\n"
          "<XBRL>\n<?xml version=\"1.0\"?>\n<a/>\n</XBRL>\n</TEXT>\n</DOCUMENT>\n</SUBMISSION>\n",
          "0000950172-95-000354(10-Q){[3 10-Q :<?xml version=\"1.0\"?>\\n<a/>\\n]}", &told);
    assert_int_equal(told.all, 0);
}

static void test_wrappers(void **state)
{
    struct told told;

    (void)state;
    check("<DOCUMENT>\n<TYPE>EX-1\n<TEXT>\n<PDF>\nbegin 644 a.pdf\n`\nend\n</PDF>\n</TEXT>\n</DOCUMENT>\n"
          "<DOCUMENT>\n<TYPE>EX-2\n<TEXT>\nfirst\n<XML>\n</XML>\n</TEXT>\n</DOCUMENT>\n",
          "member(EX-1){[1 EX-1 :begin 644 a.pdf\\n`\\nend\\n][2 EX-2 :first\\n<XML>\\n</XML>\\n]}", &told);
    assert_int_equal(told.all, 0);
}

static void test_several_submissions(void **state)
{
    struct told told;

    (void)state;
    check("\n<SEC-DOCUMENT>0000950172-95-000354.txt\n" HEADER "<DOCUMENT>\n<TYPE>A\n<TEXT>\n1\n</TEXT>\n</DOCUMENT>\n"
          "</SEC-DOCUMENT>\n\n" PEM_BEGIN "\n<SEC-DOCUMENT>0000950172-95-000355.txt\n<SEC-HEADER>\n</SEC-HEADER>\n"
          "<DOCUMENT>\n<TYPE>B\n<TEXT>\n- -2\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n" PEM_END
          "<SEC-DOCUMENT>no number\n</SEC-DOCUMENT>\n<SUBMISSION>\n<TYPE>C\n<DOCUMENT>\n<TEXT>\n- "
          "-3\n</TEXT>\n</DOCUMENT>\n",
          "0000950172-95-000354(10-K){[1 A :1\\n]}0000950172-95-000355(B){[1 B :-2\\n]}member-3(){}"
          "member-4(C){[1  :- -3\\n]}",
          &told);
    assert_int_equal(told.n[XBZ_D_SUBMISSION_UNTERMINATED], 1);
    assert_int_equal(told.all, 1);
}

static void test_bare_documents(void **state)
{
    struct told told;

    (void)state;
    check("<html>\n<p>- -1</p>\n</TEXT>\n</html>", "member(){[1  member.txt:<html>\\n<p>- -1</p>\\n</TEXT>\\n</html>]}",
          &told);
    check("", "", &told);
    check("\n\n  REPORT\r\n", "member(){[1  member.txt:\\n\\n  REPORT\\r\\n]}", &told);
    check("see <DOCUMENT>\n<DOCUMENT>\nnot a tag\n",
          "member(){[1  member.txt:see <DOCUMENT>\\n<DOCUMENT>\\nnot a tag\\n]}", &told);
    assert_int_equal(told.all, 0);
}

static void test_head_variants(void **state)
{
    struct told told;

    (void)state;
    /* empty lines between tags, CR LF, text on the line of its tag, no <TEXT> at all, no text at all */
    check("\xEF\xBB\xBF<DOCUMENT>\r\n\r\n<TYPE>10-K\r\n\r\n<TEXT>\r\nx\r\n</TEXT>\r\n</DOCUMENT>\r\n"
          "<DOCUMENT><TYPE>B\n<TEXT>y\n</TEXT></DOCUMENT>\n"
          "<DOCUMENT>\n<TYPE>C\n<HTML>z\n</DOCUMENT>\n"
          "<DOCUMENT>\n<TYPE>D\n</DOCUMENT>\n"
          "<DOCUMENT>\n<TYPE>E\nplain\n</TEXT>\n</DOCUMENT>\n",
          "member(10-K){[1 10-K :x\\r\\n][2 B :y\\n][3 C :<HTML>z\\n][4 D :]"
          "[5 E :plain\\n]}",
          &told);
    assert_int_equal(told.all, 0);
}

static void test_preamble(void **state)
{
    struct told told;

    (void)state;
    check("HTTP/1.1 200 OK\nContent-Type: "
          "text/plain\n\n<SEC-HEADER>\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>Q\n<TEXT>\nt\n</TEXT>\n",
          "member(Q){[1 Q :t\\n]}", &told);
    assert_int_equal(told.all, 0);
}

static void test_unterminated(void **state)
{
    struct told told;

    (void)state;
    check("<DOCUMENT>\n<TYPE>A\n<TEXT>\n1\n<DOCUMENT>\n<TYPE>B\n<TEXT>\n2", "member(A){[1 A :1\\n][2 B :2]}", &told);
    assert_int_equal(told.n[XBZ_D_DOCUMENT_UNTERMINATED], 2);
    assert_int_equal(told.all, 2);

    check("<SEC-DOCUMENT>0000950172-95-000354.txt\n" HEADER "<DOCUMENT>\n<TYPE>A\n<TEXT>\n1\n",
          "0000950172-95-000354(10-K){[1 A :1\\n]}", &told);
    assert_int_equal(told.n[XBZ_D_DOCUMENT_UNTERMINATED], 1);
    assert_int_equal(told.n[XBZ_D_INPUT_TRUNCATED], 1);
    assert_int_equal(told.all, 2);

    check("<SEC-DOCUMENT>0000950172-95-000354.txt\n<SEC-HEADER>\nCONFORMED SUBM", "0000950172-95-000354(){}", &told);
    assert_int_equal(told.n[XBZ_D_INPUT_TRUNCATED], 1);
    assert_int_equal(told.all, 1);
}

static void test_header_only(void **state)
{
    struct told told;

    (void)state;
    check(HEADER, "0000950172-95-000354(10-K){}", &told);
    assert_int_equal(told.all, 0);
    check(PEM_BEGIN "\n" HEADER PEM_END, "0000950172-95-000354(10-K){}", &told);
    assert_int_equal(told.all, 0);
}

/* Files from which some program has taken every tag. */
static void test_stripped(void **state)
{
    struct told told;

    (void)state;
    check(PEM_BEGIN "Proc-Type: 2001,MIC-CLEAR\n Vut/Oab==\n\n0000950172-95-000354.txt : 19950814\n"
                    "ACCESSION NUMBER:\t0000950172-95-000354\nCONFORMED SUBMISSION TYPE:\t10-K\nFILER:\n\n"
                    "\tSTREET 1:\tX\n10-K\n1\n- ----\n\ntext\n" PEM_END,
          "0000950172-95-000354(10-K){[1 10-K :10-K\\n1\\n----\\n\\ntext\\n]}", &told);
    assert_int_equal(told.all, 0);
    check("ACCESSION NUMBER:\t0000950172-95-000354\nFORM TYPE: 8-K\n\nReport\n- -5\n",
          "0000950172-95-000354(8-K){[1 8-K :Report\\n- -5\\n]}", &told);
    assert_int_equal(told.all, 0);
}

static const char two_documents[] =
    "<SEC-DOCUMENT>0000950172-95-000354.txt\n" HEADER "<DOCUMENT>\n<TYPE>A\n<TEXT>\n<XBRL>\nfirst\n</XBRL>\n</TEXT>\n"
    "</DOCUMENT>\n<DOCUMENT>\n<TYPE>B\n<TEXT>\nsecond\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n";

/* Not reading changes nothing of what comes after. */
static void test_skipping(void **state)
{
    STEPS(steps);
    static const struct {
        enum manner manner;
        const char *due;
    } cases[] = {
        {SKIP_TEXTS, "0000950172-95-000354(10-K){[1 A :][2 B :]}"},
        {SKIP_DOCUMENTS, "0000950172-95-000354(10-K){}"},
        {PEEK_FIRST, "0000950172-95-000354(10-K){[1 A :first\\n</XBRL>\\n][2 B :second\\n]}"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        for (size_t j = 0; j < sizeof(steps) / sizeof(steps[0]); j++) {
            struct told told;
            struct buf out;
            buf_init(&out, 4096);
            tell_member(two_documents, sizeof(two_documents) - 1, "a", steps[j], cases[i].manner, &told, &out);
            assert_string_equal(buf_cstr(&out), cases[i].due);
            assert_int_equal(told.all, 0);
            buf_free(&out);
        }
}

/* Cut anywhere, and with any byte changed, a submission is read to its end; the cut ones with a diagnostic. */
static void test_damaged_anywhere(void **state)
{
    char text[sizeof(two_documents)];

    (void)state;
    for (size_t i = 0; i < sizeof(text) - 1; i++) {
        struct told told;
        struct buf out;
        buf_init(&out, 4096);
        tell_member(two_documents, i, "a", 5, READ_ALL, &told, &out);
        if (i >= sizeof("<SEC-DOCUMENT>") && i < sizeof(text) - sizeof("</SEC-DOCUMENT>"))
            assert_true(told.n[XBZ_D_INPUT_TRUNCATED] + told.n[XBZ_D_SUBMISSION_UNTERMINATED] > 0);
        for (unsigned change = 1; change < 256; change <<= 1) {
            memcpy(text, two_documents, sizeof(text));
            text[i] = (char)(text[i] ^ (char)change);
            tell_member(text, sizeof(text) - 1, "a", 0, READ_ALL, &told, &out);
            buf_clear(&out);
        }
        buf_free(&out);
    }
}

static void test_long_lines(void **state)
{
    struct told told;
    struct buf in, out;

    (void)state;
    buf_init(&in, 1 << 20);
    buf_init(&out, 1 << 20);
    buf_text(&in, "<SEC-DOCUMENT>0000950172-95-000354.txt\n<SEC-HEADER>\nIGNORED: ");
    for (int i = 0; i < 20000; i++)
        buf_byte(&in, 'x');
    buf_text(&in, "\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>A\n<DESCRIPTION>");
    for (int i = 0; i < 20000; i++)
        buf_byte(&in, 'y');
    buf_text(&in, "\n<TEXT>\n");
    for (int i = 0; i < 100000; i++)
        buf_byte(&in, '<');
    buf_text(&in, "\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n");
    tell_member(in.p, in.n, "a", 1000, READ_ALL, &told, &out);
    assert_int_equal(told.all, 0);
    assert_true(out.n > 100000 && out.n < 100100);
    buf_free(&in);
    buf_free(&out);
}

/* One submission after the other with the same object, the first left in the middle. */
static void test_started_again(void **state)
{
    struct told told;
    struct xbz_run run = make_run(&told, 4096);
    struct submission *s;
    struct input input;

    (void)state;
    input_init(&input, &run);
    assert_int_equal(submission_new(&s, &run), XBZ_OK);
    for (int round = 0; round < 3; round++) {
        struct memory memory = {.bytes = two_documents, .n = sizeof(two_documents) - 1};
        struct source source;
        struct xbz_filing filing;
        struct xbz_document document;
        const unsigned char *bytes;
        size_t n;
        assert_int_equal(input_open_callback(&input, "a", memory_read, &memory), XBZ_OK);
        source_init(&source, input_pull, &input);
        assert_int_equal(submission_start(s, &source, STR("x!b/0000950172-95-000354.nc")), XBZ_OK);
        assert_int_equal(submission_next_filing(s, &filing), XBZ_OK);
        assert_true(str_eq(filing.path, STR("x!b/0000950172-95-000354.nc")));
        assert_true(str_eq(submission_member_name(s), STR("0000950172-95-000354")));
        assert_int_equal(submission_offset(s), 0);
        assert_int_equal(submission_filers(s), 0);
        assert_int_equal(submission_next_document(s, &document), XBZ_OK);
        assert_int_equal(document.sequence, 1);
        assert_int_equal(submission_read(s, &bytes, &n), XBZ_OK);
    }
    submission_free(s);
    submission_free(NULL);
    input_free(&input);
}

/* A file named after its accession number is as good as a header. */
static void test_accession_of_name(void **state)
{
    struct told told;
    struct buf out;

    (void)state;
    buf_init(&out, 4096);
    tell_member("<html>", 6, "d/0000950172-95-000354.htm", 0, SKIP_TEXTS, &told, &out);
    assert_string_equal(buf_cstr(&out), "0000950172-95-000354(){[1  0000950172-95-000354.htm:]}");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sec_document),
        cmocka_unit_test(test_privacy_enhanced),
        cmocka_unit_test(test_feed),
        cmocka_unit_test(test_wrappers),
        cmocka_unit_test(test_several_submissions),
        cmocka_unit_test(test_bare_documents),
        cmocka_unit_test(test_head_variants),
        cmocka_unit_test(test_preamble),
        cmocka_unit_test(test_unterminated),
        cmocka_unit_test(test_header_only),
        cmocka_unit_test(test_stripped),
        cmocka_unit_test(test_skipping),
        cmocka_unit_test(test_damaged_anywhere),
        cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_started_again),
        cmocka_unit_test(test_accession_of_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
