/* All output formats with the embedded taxonomy: complete and well formed, the same bytes each time, nothing left after
 * an abort, lost bytes reported. */
#include "facts_kit.h"
#include "xml_kit.h"

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

#include "output/fact_row.h"
#include "output/out.h"
#include "output/writers.h"

static struct xbz_taxonomy *taxonomy;
static struct xbz_options options;
static struct xbz_run run;
static struct kit_diags diags;
static struct xbz_out *out;
static char *folder;
static struct buf bytes;

static int load(void **state)
{
    (void)state;
    kit_run(&run, &diags);
    assert_int_equal(xbz_taxonomy_load(&taxonomy, NULL, kit_diag, &diags), XBZ_OK);
    buf_init(&bytes, KIT_MAX);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    xbz_taxonomy_free(taxonomy);
    buf_free(&bytes);
    return 0;
}

static int set_up(void **state)
{
    (void)state;
    kit_run(&run, &diags);
    out = out_new(&run);
    assert_non_null(out);
    folder = kit_folder();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    out_free(out);
    kit_remove(folder);
    return 0;
}

static const struct xbz_concept *concept(const char *name)
{
    const struct xbz_concept *found = xbz_taxonomy_find(taxonomy, str_of(name));
    assert_non_null(found);
    return found;
}

/* Facts of a small filing: a form, three lines of a balance sheet in two years with their sum, and an extension. */
static enum xbz_status deliver(const struct xbz_writer_ops *writer, void *self)
{
    static const struct xbz_extension extension = {
        {"GainOnSale", 10}, {"Gain on \"sale\" & more", 21}, XBZ_UNIT_MONEY, XBZ_DURATION, XBZ_ELEMENT_ITEM};
    static const struct {
        const char *name, *label, *now, *before;
    } lines[] = {
        {"AssetsCurrent", "Current assets", "1000000", "2000000"},
        {"AssetsNoncurrent", "Noncurrent assets", "3000000", "4000000"},
        {"Assets", "Total assets", "4000000", "6000000"},
    };
    struct xbz_fact fact = kit_text(concept("DocumentType"), kit_2009, "10-K");
    fact.label = STR("Form");
    TRY(writer->fact(self, &fact));
    for (size_t i = 0; i < 3; i++) {
        fact = kit_money(concept(lines[i].name), kit_end_2009, lines[i].now);
        fact.order = (uint32_t)i + 1;
        fact.total = i == 2;
        fact.depth = i < 2;
        fact.label = str_of(lines[i].label);
        TRY(writer->fact(self, &fact));
        fact.period = kit_end_2008;
        fact.value = str_of(lines[i].before);
        TRY(writer->fact(self, &fact));
    }
    fact = kit_money(&kit_income, kit_2009, "-7000");
    fact.concept = NULL;
    fact.extension = &extension;
    fact.label = extension.label;
    TRY(writer->fact(self, &fact));
    struct xbz_sum_part parts[] = {{concept("AssetsCurrent"), NULL, 1}, {concept("AssetsNoncurrent"), NULL, 1}};
    struct xbz_sum sum = {XBZ_BALANCE_SHEET, {concept("Assets"), NULL, 1}, parts, 2};
    return writer->sum(self, &sum);
}

static enum xbz_status write_filing(const struct xbz_writer_ops *writer, void *self)
{
    struct xbz_filing filing = {.registrant = STR("Flamel Technologies S.A."), .form = STR("10-K")};
    struct xbz_report from = kit_report(&filing);
    from.extensions = true;
    TRY(writer->begin(self, out, &from));
    TRY(deliver(writer, self));
    TRY(writer->end(self));
    return out_finish(out);
}

/* Writes the filing into the folder under "flamel" and the writer's suffix. */
static void write_file(const struct xbz_writer_ops *writer)
{
    char path[512], name[64];
    void *self;
    assert_int_equal(writer->open(&self, &run, taxonomy, &options), XBZ_OK);
    (void)snprintf(name, sizeof name, "flamel%s", writer->suffix);
    kit_path(path, folder, name);
    assert_int_equal(out_open_file(out, path), XBZ_OK);
    assert_int_equal(write_filing(writer, self), XBZ_OK);
    writer->close(self);
    writer->close(NULL);
}

static void test_table_of_formats(void **state)
{
    (void)state;
    assert_ptr_equal(xbz_writers[0], xbz_writer_find("xbr")); /* the default stands first */
    for (size_t i = 0; xbz_writers[i]; i++) {
        const struct xbz_writer_ops *writer = xbz_writers[i];
        assert_ptr_equal(xbz_writer_find(writer->name), writer);
        assert_non_null(strchr(writer->suffix, '.'));
        assert_true(writer->help[0] != '\0');
        assert_true(writer->open && writer->begin && writer->fact && writer->sum && writer->end && writer->abort &&
                    writer->close);
    }
    assert_null(xbz_writer_find("pdf"));
    assert_true(xbz_writer_find("table")->joins);
    assert_false(xbz_writer_find("xbrl")->joins);
}

static void assert_sides(void)
{
    kit_read(&bytes, folder, "flamel.xsd");
    assert_int_equal(kit_elements(buf_view(&bytes), "xs:import"), 3);
    assert_true(kit_has(buf_view(&bytes), ">Gain on \"sale\" &amp; more<"));
    assert_int_equal(kit_elements(buf_view(&bytes), "link:presentationArc"), 5);
    assert_int_equal(kit_elements(buf_view(&bytes), "link:calculationArc"), 2);
    assert_true(kit_exists(folder, "gaap-lite.xsd"));
    assert_false(kit_exists(folder, "gaap-lite_lab.xml"));
    assert_false(kit_exists(folder, "gaap-lite-all.xsd"));
    assert_false(kit_exists(folder, "gaap-lite_doc.xml"));
}

static void test_instance_with_files_beside(void **state)
{
    (void)state;
    write_file(xbz_writer_find("xbrl"));
    kit_read(&bytes, folder, "flamel.xbrl");
    assert_instance(buf_view(&bytes), 3, 1);
    assert_int_equal(kit_count(buf_view(&bytes), " contextRef="), 8);
    assert_true(kit_has(buf_view(&bytes), "xlink:href=\"flamel.xsd\""));
    assert_sides();
}

static void test_compressed_instance(void **state)
{
    (void)state;
    char path[512], block[8192];
    struct buf plain;
    buf_init(&plain, KIT_MAX);
    write_file(xbz_writer_find("xbrl"));
    kit_read(&plain, folder, "flamel.xbrl");
    write_file(xbz_writer_find("xbrl.gz"));
    kit_path(path, folder, "flamel.xbrl.gz");
    gzFile gz = gzopen(path, "rb");
    assert_non_null(gz);
    buf_clear(&bytes);
    for (int n = gzread(gz, block, sizeof block); n > 0; n = gzread(gz, block, sizeof block))
        buf_add(&bytes, block, (size_t)n);
    assert_int_equal(gzclose(gz), Z_OK);
    assert_int_equal(bytes.n, plain.n);
    assert_memory_equal(bytes.p, plain.p, plain.n);
    assert_sides();
    buf_free(&plain);
}

static void test_json(void **state)
{
    (void)state;
    write_file(xbz_writer_find("json"));
    kit_read(&bytes, folder, "flamel.json");
    struct xbz_str text = buf_view(&bytes);
    assert_int_equal(kit_count(text, "\"dimensions\""), 8);
    assert_true(kit_has(text, "\"f1\": {\"value\": \"10-K\", \"dimensions\": {\"concept\": \"gaap-lite:DocumentType\", "
                              "\"entity\": \"cik:0001012477\", "
                              "\"period\": \"2009-01-01T00:00:00/2010-01-01T00:00:00\", \"language\": \"en-us\"}}"));
    assert_true(kit_has(text, "\"f2\": {\"value\": \"1000000.0\", \"decimals\": -3, \"dimensions\": {\"concept\": "
                              "\"gaap-lite:AssetsCurrent\", \"entity\": \"cik:0001012477\", "
                              "\"period\": \"2010-01-01T00:00:00\", \"unit\": \"iso4217:USD\"}}"));
    assert_true(kit_has(text, "\"ext:GainOnSale\""));
    assert_true(kit_has(text, "\"ext\": \"https://xbrlize.org/ext/flamel\""));
    assert_true(kit_has(text, "\"xbrl:canonicalValues\": true"));
    assert_true(kit_has(text, "\"taxonomy\": [\"flamel.xsd\"]"));
    assert_false(kit_has(text, "\"xbrli\"")); /* no shares: its prefix is not bound */
    assert_sides();
}

/* A member of the package as text in bytes. */
static bool read_member(const struct buf *package, const char *name)
{
    struct archive *a = archive_read_new();
    struct archive_entry *entry;
    bool found = false;
    assert_int_equal(archive_read_support_format_zip_seekable(a), ARCHIVE_OK);
    assert_int_equal(archive_read_open_memory(a, package->p, package->n), ARCHIVE_OK);
    while (!found && archive_read_next_header(a, &entry) == ARCHIVE_OK) {
        assert_memory_equal(archive_entry_pathname(entry), "flamel/", 7); /* one folder at the top */
        if (strcmp(archive_entry_pathname(entry), name) != 0)
            continue;
        char block[8192];
        buf_clear(&bytes);
        for (la_ssize_t n = archive_read_data(a, block, sizeof block); n > 0;
             n = archive_read_data(a, block, sizeof block))
            buf_add(&bytes, block, (size_t)n);
        found = true;
    }
    assert_int_equal(archive_read_free(a), ARCHIVE_OK);
    return found;
}

static void test_package(void **state)
{
    (void)state;
    struct buf package;
    buf_init(&package, KIT_MAX);
    write_file(xbz_writer_find("xbr"));
    assert_int_equal(kit_files(folder), 1);
    kit_read(&package, folder, "flamel.xbr");
    assert_true(read_member(&package, "flamel/META-INF/reportPackage.json"));
    assert_true(kit_has(buf_view(&bytes), "\"documentType\": \"https://xbrl.org/report-package/2023/xbr\""));
    assert_true(read_member(&package, "flamel/META-INF/taxonomyPackage.xml"));
    assert_int_equal(kit_elements(buf_view(&bytes), "tp:entryPointDocument"), 1);
    assert_true(kit_has(buf_view(&bytes), "href=\"https://xbrlize.org/ext/flamel/flamel.xsd\""));
    assert_true(read_member(&package, "flamel/META-INF/catalog.xml"));
    assert_int_equal(kit_elements(buf_view(&bytes), "rewriteURI"), 2);
    assert_true(read_member(&package, "flamel/reports/flamel.xbrl"));
    assert_instance(buf_view(&bytes), 3, 1);
    assert_true(kit_has(buf_view(&bytes), "xlink:href=\"../taxonomy/flamel.xsd\""));
    static const char *const files[] = {"flamel.xsd", "gaap-lite.xsd"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char name[64];
        (void)snprintf(name, sizeof name, "flamel/taxonomy/%s", files[i]);
        assert_true(read_member(&package, name));
        assert_int_equal(kit_elements(buf_view(&bytes), "nothing"), 0); /* well formed */
    }
    assert_false(read_member(&package, "flamel/taxonomy/gaap-lite_lab.xml"));
    buf_free(&package);
}

static void test_table(void **state)
{
    (void)state;
    write_file(xbz_writer_find("table"));
    assert_int_equal(kit_files(folder), 1);
    kit_read(&bytes, folder, "flamel.txt");
    assert_buf(&bytes, "Filing      flamel\n"
                       "Registrant  Flamel Technologies S.A.\n"
                       "Entity      0001012477\n"
                       "Form        10-K\n"
                       "\n"
                       "Document information\n"
                       "--------------------\n"
                       "                             2009-01-01\n"
                       "Line item  Concept           2009-12-31\n"
                       "Form       DocumentType            10-K\n"
                       "\n"
                       "Balance sheet\n"
                       "-------------\n"
                       "Line item            Concept               2009-12-31      2008-12-31\n"
                       "  Current assets     AssetsCurrent          1,000,000       2,000,000  USD\n"
                       "  Noncurrent assets  AssetsNoncurrent       3,000,000       4,000,000  USD\n"
                       "Total assets         Assets                 4,000,000       6,000,000  USD\n"
                       "\n"
                       "Income statement\n"
                       "----------------\n"
                       "                                           2009-01-01\n"
                       "Line item              Concept             2009-12-31\n"
                       "Gain on \"sale\" & more  ext:GainOnSale          -7,000  USD\n");
}

/* Writes the filing twice with one writer into memory: both must be the same bytes. */
static void test_same_bytes_each_time(void **state)
{
    (void)state;
    for (size_t i = 0; xbz_writers[i]; i++) {
        const struct xbz_writer_ops *writer = xbz_writers[i];
        struct buf first;
        void *self;
        buf_init(&first, KIT_MAX);
        buf_clear(&bytes);
        assert_int_equal(writer->open(&self, &run, taxonomy, &options), XBZ_OK);
        out_open_stream(out, kit_collect, &first);
        assert_int_equal(write_filing(writer, self), XBZ_OK);
        writer->close(self);
        assert_int_equal(writer->open(&self, &run, taxonomy, &options), XBZ_OK);
        out_open_stream(out, kit_collect, &bytes);
        assert_int_equal(write_filing(writer, self), XBZ_OK);
        assert_int_equal(first.n, bytes.n);
        assert_memory_equal(first.p, bytes.p, bytes.n);
        if (!writer->joins) { /* the next filing does not depend on the one before */
            buf_clear(&bytes);
            out_open_stream(out, kit_collect, &bytes);
            assert_int_equal(write_filing(writer, self), XBZ_OK);
            assert_int_equal(first.n, bytes.n);
            assert_memory_equal(first.p, bytes.p, bytes.n);
        }
        writer->close(self);
        buf_free(&first);
    }
}

/* A stream has nothing beside it: no fact is lost, and it is told that a schema has no place. */
static void test_streams_have_all_facts(void **state)
{
    (void)state;
    static const char *const names[] = {"xbrl", "xbrl.gz", "json", "json.gz"};
    for (size_t i = 0; i < 4; i++) {
        const struct xbz_writer_ops *writer = xbz_writer_find(names[i]);
        void *self;
        buf_clear(&bytes);
        assert_int_equal(writer->open(&self, &run, taxonomy, &options), XBZ_OK);
        out_open_stream(out, kit_collect, &bytes);
        assert_int_equal(write_filing(writer, self), XBZ_OK);
        writer->close(self);
        assert_int_equal(diags.counts[XBZ_D_SCHEMA_LEFT_OUT], i + 1);
        if (i % 2 == 1)
            continue;
        assert_true(kit_has(buf_view(&bytes), "ext:GainOnSale"));
        assert_true(kit_has(buf_view(&bytes), "https://xbrlize.org/ext/flamel/flamel.xsd"));
        assert_false(kit_has(buf_view(&bytes), "gaap-lite.xsd"));
    }
}

/* Files as an archive is told of them. */
static char members[512];

static int note_member(void *ctx, struct xbz_str path, uint64_t size)
{
    size_t n = strlen(members);
    (void)ctx;
    (void)snprintf(members + n, sizeof members - n, "%.*s %s\n", (int)path.n, path.p, size > 0 ? "filled" : "empty");
    return 0;
}

static void test_files_of_an_archive(void **state)
{
    (void)state;
    static const struct {
        const struct xbz_writer_ops *writer;
        const char *path, *members, *holds;
    } cases[] = {
        {&instance_writer, "a/flamel.xbrl", "a/flamel.xbrl filled\na/flamel.xsd filled\n", "\"../base/gaap-lite.xsd\""},
        {&json_gz_writer, "flamel.json.gz", "flamel.json.gz filled\nflamel.xsd filled\n", "\"../base/gaap-lite.xsd\""},
        {&csv_files_writer, "a/flamel.csv", "a/flamel.csv filled\na/flamel.json filled\na/flamel.xsd filled\n",
         "\"url\": \"flamel.csv\""},
        {&ndjson_writer, "flamel.ndjson", "flamel.ndjson filled\n", "\"accession\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        void *self;
        buf_clear(&bytes);
        members[0] = '\0';
        assert_int_equal(cases[i].writer->open(&self, &run, taxonomy, &options), XBZ_OK);
        assert_int_equal(out_open_archive(out, cases[i].path, "../base/", kit_collect, note_member, &bytes), XBZ_OK);
        assert_int_equal(write_filing(cases[i].writer, self), XBZ_OK);
        cases[i].writer->close(self);
        assert_string_equal(members, cases[i].members);
        assert_true(kit_has(buf_view(&bytes), cases[i].holds));
    }
    assert_int_equal(diags.counts[XBZ_D_SCHEMA_LEFT_OUT], 0);
}

static void test_tsv(void **state)
{
    (void)state;
    write_file(xbz_writer_find("tsv"));
    kit_read(&bytes, folder, "flamel.tsv");
    struct xbz_str text = buf_view(&bytes);
    assert_int_equal(kit_count(text, "\n"), 8);
    assert_int_equal(kit_count(text, "\t"), 8 * (FACT_FIELD_COUNT - 1));
    assert_true(
        kit_has(text, "\tbalance-sheet\tgaap-lite:AssetsCurrent\tCurrent assets\t\t2009-12-31\t1000000\tUSD\t-3\t"));
    assert_true(kit_has(text, "\text:GainOnSale\tGain on \"sale\" & more\t2009-01-01\t2009-12-31\t-7000\tUSD\t"));
    buf_clear(&bytes);
    static struct stream stream;
    stream_init(&stream, kit_collect, &bytes);
    xbz_writer_find("tsv")->head(&stream);
    stream_flush(&stream);
    assert_int_equal(kit_count(buf_view(&bytes), "\t"), FACT_FIELD_COUNT - 1);
}

static void test_csv_package(void **state)
{
    (void)state;
    struct buf package;
    buf_init(&package, KIT_MAX);
    options.provenance = true;
    write_file(xbz_writer_find("csv"));
    options.provenance = false;
    assert_int_equal(kit_files(folder), 1);
    kit_read(&package, folder, "flamel.csv.zip");
    assert_true(read_member(&package, "flamel/META-INF/reportPackage.json"));
    assert_true(kit_has(buf_view(&bytes), "\"documentType\": \"https://xbrl.org/report-package/2023\""));
    assert_true(read_member(&package, "flamel/reports/flamel.csv"));
    assert_int_equal(kit_count(buf_view(&bytes), "\n"), 9);
    assert_true(kit_has(buf_view(&bytes),
                        "id,concept,period,unit,language,value,decimals,start,end,label,confidence,document,"
                        "line,byte_begin,byte_end\n"));
    assert_true(kit_has(buf_view(&bytes), "\nf2,gaap-lite:AssetsCurrent,2010-01-01T00:00:00,iso4217:USD,,1000000,-3,,"
                                          "2009-12-31,Current assets,"));
    assert_true(kit_has(buf_view(&bytes), "\"Gain on \"\"sale\"\" & more\""));
    assert_true(read_member(&package, "flamel/reports/flamel.json"));
    assert_true(kit_has(buf_view(&bytes), "\"documentType\": \"https://xbrl.org/2021/xbrl-csv\""));
    assert_true(kit_has(buf_view(&bytes), "\"taxonomy\": [\"../taxonomy/flamel.xsd\"]"));
    assert_true(kit_has(buf_view(&bytes), "\"line\": {\"comment\": true}"));
    assert_true(read_member(&package, "flamel/taxonomy/flamel.xsd"));
    buf_free(&package);
}

/* Each axis has a column; a fact with another one has no place. */
static void test_dimensions_in_csv(void **state)
{
    (void)state;
    static const struct xbz_extension axes[] = {
        {{"ProductAxis", 11}, {"Product", 7}, XBZ_UNIT_NONE, XBZ_DURATION, XBZ_ELEMENT_AXIS},
        {{"kiln-axis", 9}, {"Kiln", 4}, XBZ_UNIT_NONE, XBZ_DURATION, XBZ_ELEMENT_TYPED_AXIS},
        {{"OtherAxis", 9}, {"Other", 5}, XBZ_UNIT_NONE, XBZ_DURATION, XBZ_ELEMENT_TYPED_AXIS},
    };
    static const struct xbz_extension tiles = {
        {"TilesMember", 11}, {"Tiles", 5}, XBZ_UNIT_NONE, XBZ_DURATION, XBZ_ELEMENT_MEMBER};
    const struct xbz_extension *const known[] = {&axes[0], &axes[1]};
    const struct xbz_dimension both[] = {{&axes[0], &tiles, STR("")}, {&axes[1], NULL, STR("#7")}};
    const struct xbz_dimension typed[] = {{&axes[1], NULL, STR("")}}, other[] = {{&axes[2], NULL, STR("x")}};
    const struct xbz_writer_ops *writer = xbz_writer_find("csv");
    struct xbz_filing filing = {.form = STR("10-K")};
    struct xbz_report from = kit_report(&filing);
    struct xbz_fact fact = kit_money(concept("Assets"), kit_end_2009, "1000");
    struct buf package;
    void *self = NULL;
    char path[512];
    from.extensions = true;
    from.axes = known;
    from.n_axes = 2;
    (void)snprintf(path, sizeof path, "%s/flamel.csv.zip", folder);
    assert_int_equal(out_open_file(out, path), XBZ_OK);
    assert_int_equal(writer->open(&self, &run, taxonomy, &options), XBZ_OK);
    assert_int_equal(writer->begin(self, out, &from), XBZ_OK);
    assert_int_equal(writer->fact(self, &fact), XBZ_OK);
    fact.dimensions = both;
    fact.n_dimensions = 2;
    assert_int_equal(writer->fact(self, &fact), XBZ_OK);
    fact.dimensions = typed;
    fact.n_dimensions = 1;
    assert_int_equal(writer->fact(self, &fact), XBZ_OK);
    unsigned before = run.counts[XBZ_D_FACT_LEFT_OUT];
    fact.dimensions = other;
    assert_int_equal(writer->fact(self, &fact), XBZ_OK);
    assert_int_equal(run.counts[XBZ_D_FACT_LEFT_OUT], before + 1);
    assert_int_equal(writer->end(self), XBZ_OK);
    writer->close(self);
    assert_int_equal(out_finish(out), XBZ_OK);
    buf_init(&package, KIT_MAX);
    kit_read(&package, folder, "flamel.csv.zip");
    assert_true(read_member(&package, "flamel/reports/flamel.csv"));
    assert_true(kit_has(buf_view(&bytes), "end,label,ProductAxis,axis2\n"));
    assert_int_equal(kit_count(buf_view(&bytes), "\n"), 4);
    assert_int_equal(kit_count(buf_view(&bytes), ",#none,#none\n"), 1);
    assert_int_equal(kit_count(buf_view(&bytes), ",ext:TilesMember,##7\n"), 1);
    assert_int_equal(kit_count(buf_view(&bytes), ",#none,#empty\n"), 1);
    assert_true(read_member(&package, "flamel/reports/flamel.json"));
    assert_true(kit_has(buf_view(&bytes), "\"ext:ProductAxis\": \"$ProductAxis\", \"ext:kiln-axis\": \"$axis2\"}"));
    assert_true(kit_has(buf_view(&bytes), "\"axis2\": {}"));
    assert_true(kit_has(buf_view(&bytes), "\"ext\": \"https://xbrlize.org/ext/flamel\""));
    buf_free(&package);
}

static void test_without_the_taxonomy(void **state)
{
    (void)state;
    struct buf package;
    buf_init(&package, KIT_MAX);
    options.no_embed_taxonomy = true;
    write_file(xbz_writer_find("xbr"));
    write_file(xbz_writer_find("xbrl"));
    options.no_embed_taxonomy = false;
    kit_read(&package, folder, "flamel.xbr");
    assert_false(read_member(&package, "flamel/taxonomy/gaap-lite.xsd"));
    assert_false(read_member(&package, "flamel/META-INF/catalog.xml"));
    assert_true(read_member(&package, "flamel/taxonomy/flamel.xsd"));
    assert_true(kit_has(buf_view(&bytes), "schemaLocation=\"https://xbrlize.org/gaap-lite/2026/gaap-lite.xsd\""));
    assert_int_equal(kit_files(folder), 3); /* package, instance, its schema */
    kit_read(&bytes, folder, "flamel.xsd");
    assert_true(kit_has(buf_view(&bytes), "schemaLocation=\"https://xbrlize.org/gaap-lite/2026/gaap-lite.xsd\""));
    buf_free(&package);
}

static void test_provenance(void **state)
{
    (void)state;
    options.provenance = true;
    write_file(xbz_writer_find("json"));
    options.provenance = false;
    kit_read(&bytes, folder, "flamel.json");
    assert_true(kit_has(buf_view(&bytes), "\"source:confidence\": "));
    assert_true(kit_has(buf_view(&bytes), "\"source\": \"https://xbrlize.org/2026/source\""));
}

static void test_abort_leaves_nothing(void **state)
{
    (void)state;
    char path[512];
    kit_path(path, folder, "flamel.out");
    for (size_t i = 0; xbz_writers[i]; i++) {
        const struct xbz_writer_ops *writer = xbz_writers[i];
        struct xbz_filing filing = {.form = STR("10-K")};
        struct xbz_report from = kit_report(&filing);
        void *self;
        assert_int_equal(writer->open(&self, &run, taxonomy, &options), XBZ_OK);
        for (unsigned stage = 0; stage < 3; stage++) {
            assert_int_equal(out_open_file(out, path), XBZ_OK);
            assert_int_equal(writer->begin(self, out, &from), XBZ_OK);
            if (stage > 0)
                assert_int_equal(deliver(writer, self), XBZ_OK);
            if (stage > 1)
                assert_int_equal(writer->end(self), XBZ_OK);
            assert_true(kit_files(folder) >= 1); /* temporary names */
            writer->abort(self);
            out_abort(out);
            assert_int_equal(kit_files(folder), 0);
        }
        assert_int_equal(out_open_file(out, path), XBZ_OK); /* it works again */
        assert_int_equal(write_filing(writer, self), XBZ_OK);
        writer->close(self);
        assert_true(kit_exists(folder, "flamel.out"));
        kit_remove(folder);
        folder = kit_folder();
        kit_path(path, folder, "flamel.out");
        out_free(out); /* the next writer puts the taxonomy's files there again */
        out = out_new(&run);
        assert_non_null(out);
    }
}

static void test_full_disk(void **state)
{
    (void)state;
    static const size_t rooms[] = {0, 100, 1500, 20000};
    for (size_t i = 0; xbz_writers[i]; i++) {
        for (size_t j = 0; j < sizeof rooms / sizeof *rooms; j++) {
            const struct xbz_writer_ops *writer = xbz_writers[i];
            struct kit_breaking breaking = {rooms[j]};
            struct buf whole;
            void *self;
            buf_init(&whole, KIT_MAX);
            assert_int_equal(writer->open(&self, &run, taxonomy, &options), XBZ_OK);
            out_open_stream(out, kit_collect, &whole);
            assert_int_equal(write_filing(writer, self), XBZ_OK);
            diags.counts[XBZ_D_OUTPUT_UNWRITABLE] = 0;
            out_open_stream(out, kit_break, &breaking);
            bool fits = whole.n <= rooms[j];
            assert_int_equal(write_filing(writer, self), fits ? XBZ_OK : XBZ_FATAL);
            assert_int_equal(diags.counts[XBZ_D_OUTPUT_UNWRITABLE], fits ? 0 : 1);
            writer->abort(self);
            out_abort(out);
            writer->close(self);
            buf_free(&whole);
        }
    }
}

static void test_several_filings_in_one_folder(void **state)
{
    (void)state;
    const struct xbz_writer_ops *writer = xbz_writer_find("xbrl");
    void *self;
    char path[512];
    assert_int_equal(writer->open(&self, &run, taxonomy, &options), XBZ_OK);
    kit_path(path, folder, "flamel.xbrl");
    assert_int_equal(out_open_file(out, path), XBZ_OK);
    assert_int_equal(write_filing(writer, self), XBZ_OK);
    unsigned files = kit_files(folder);
    kit_path(path, folder, "gaap-lite.xsd");
    assert_int_equal(unlink(path), 0);
    kit_path(path, folder, "other.xbrl");
    assert_int_equal(out_open_file(out, path), XBZ_OK);
    assert_int_equal(write_filing(writer, self), XBZ_OK);
    assert_false(kit_exists(folder, "gaap-lite.xsd")); /* written once a folder and run */
    assert_int_equal(kit_files(folder), files);
    writer->close(self);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(test_table_of_formats),
        CASE(test_instance_with_files_beside),
        CASE(test_compressed_instance),
        CASE(test_json),
        CASE(test_package),
        CASE(test_table),
        CASE(test_same_bytes_each_time),
        CASE(test_streams_have_all_facts),
        CASE(test_files_of_an_archive),
        CASE(test_tsv),
        CASE(test_csv_package),
        CASE(test_dimensions_in_csv),
        CASE(test_without_the_taxonomy),
        CASE(test_provenance),
        CASE(test_abort_leaves_nothing),
        CASE(test_full_disk),
        CASE(test_several_filings_in_one_folder),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
