#!/bin/sh
# Runs the programs and recipes of examples/ and checks what they give.
#
#     sh tests/examples.sh BUILD
#
# DuckDB comes from PyPI (duckdb-cli, at the version below) into build/venv; where it, sqlite3 or the shared corpora are not
# at hand, what needs them is skipped, except that DuckDB must be there in continuous integration (CI=true).

version=1.5.6
top=$(cd "$(dirname "$0")/.." && pwd) || exit 1
build=$(cd "$1" && pwd) || exit 1
modern=${XBRLIZE_SHARED:-$top/../shared}/corpus/modern
XBRLIZE=$build/xbrlize
export XBRLIZE
filing=$top/examples/flamel-6k.txt
work=$(mktemp -d "${TMPDIR:-/tmp}/examples.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
status=0

result() { # NAME, after a test
    if [ $? -eq 0 ]; then echo "ok examples $1"; else echo "FAIL examples $1"; status=1; fi
}

same() { # FILE EXPECTED
    cmp -s "$1" "$2" && return 0
    diff "$1" "$2" | head -n 20
    return 1
}

# ---- programs on the library ----

"$build/examples/convert_stream" json stream/ <"$filing" 2>said.txt && "$XBRLIZE" -q -t json -o file/ "$filing" &&
    sed 's/flamel-6k/filing/g' file/flamel-6k.json >expected.json && same stream/filing.json expected.json &&
    grep -q '^1 filings, [1-9][0-9]* facts$' said.txt
result convert_stream

# The balance sheet of a golden case, and an input that is no filing between two that are.
"$build/examples/receive_facts" "$top/tests/golden/text/balance-sheet.in" >facts.txt &&
    "$XBRLIZE" -q -t ndjson -o - "$top/tests/golden/text/balance-sheet.in" >facts.ndjson &&
    [ "$(grep -c '"statement": "balance-sheet"' facts.ndjson)" = "$(sed -n 's/.*balance sheet \([0-9]*\),.*/\1/p' facts.txt)" ] &&
    [ "$(grep -c 'total assets' facts.txt)" = "$(grep -c '"gaap-lite:Assets"' facts.ndjson)" ]
result receive_facts

formats=$("$XBRLIZE" --list-formats | awk '/^written/ { on = 1; next } on { print $1 }')
for format in $formats; do
    "$build/examples/write_facts" "$format" "own/$format.out" && [ -s "own/$format.out" ] &&
        "$build/examples/write_facts" "$format" - >stdout.out && [ -s stdout.out ] || { echo "$format"; false; }
    result "write_facts $format"
done
[ "$(grep -c BargesAndTugs own/ndjson.out)" = 1 ] && grep -q '880,000' own/table.out && grep -q '"120000.0"' own/json.out &&
    grep -q '^filing' own/tsv.out && grep -q calculationArc own/ballast.xsd
result 'write_facts contents'

# ---- recipes ----

if command -v sqlite3 >/dev/null 2>&1; then
    sh "$top/examples/sqlite.sh" facts.db "$filing" "$top/tests/golden/text/balance-sheet.in" >sqlite.txt &&
        "$XBRLIZE" -q -t ndjson -o - "$filing" "$top/tests/golden/text/balance-sheet.in" |
        sed 's/.*"statement": "\([^"]*\)".*/\1/' | LC_ALL=C sort | uniq -c | awk '{ print $2 "|" $1 }' >expected.txt &&
        [ -s expected.txt ] && same sqlite.txt expected.txt
    result sqlite
else
    echo 'skip examples sqlite (no sqlite3)'
fi

DUCKDB=$top/build/venv/bin/duckdb
export DUCKDB
if ! "$DUCKDB" --version 2>/dev/null | grep -q "^v$version"; then
    (cd "$top" && sh tests/venv.sh "duckdb-cli==$version")
fi
if ! "$DUCKDB" --version 2>/dev/null | grep -q "^v$version"; then
    if [ "${CI:-}" = true ]; then echo 'FAIL examples duckdb (it cannot be installed)'; exit 1; fi
    echo 'skip examples duckdb (it cannot be installed, see build/venv.txt)'
    exit $status
fi

# What the tsv format says, without DuckDB: day and total assets.
assets() { # INPUT...
    "$XBRLIZE" -q -t tsv -o - "$@" | awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["concept"] == "gaap-lite:Assets" && $at["unit"] == "USD" { printf "%s,%s.0000\n", $at["end"], $at["value"] }' |
        LC_ALL=C sort
}
duckdb_recipe() { # INPUT...
    sh "$top/examples/duckdb.sh" "$@" >duckdb.txt && assets "$@" >expected.txt && [ -s expected.txt ] &&
        grep -n '^filing,' duckdb.txt | sed -n '2s/:.*//p' >second.txt && read -r second <second.txt &&
        head -n $((second - 1)) duckdb.txt | sed 's/^[^,]*,//; /^day/d' | LC_ALL=C sort >ndjson.txt &&
        tail -n +"$second" duckdb.txt | sed 's/^[^,]*,//; /^day/d' | LC_ALL=C sort >csv.txt &&
        same ndjson.txt expected.txt && same csv.txt expected.txt
}

duckdb_recipe "$filing" "$top/tests/golden/text/balance-sheet.in" "$top/tests/golden/text/several-submissions.in"
result duckdb

mkdir pipe && cp "$filing" "$top/tests/golden/text/several-submissions.in" pipe/ &&
    sh "$top/examples/pipe.sh" pipe >pipe.txt && tail -n +2 pipe.txt | awk -F , '{ n += $3 } END { print n }' >pipe.n &&
    tar -cf - -C pipe . | "$XBRLIZE" -q -t ndjson -o - - | wc -l | tr -d ' ' >expected.n && [ -s expected.n ] &&
    same pipe.n expected.n
result pipe

if [ -d "$modern/truth" ]; then
    duckdb_recipe "$modern/inline.tar.gz"
    result 'duckdb modern'

    # Total assets of the tables against what the filers tagged: of those both have, how many agree?
    "$XBRLIZE" -q -t ndjson -o plain.ndjson "$modern/plain.tar.gz" && "$DUCKDB" -csv -noheader -c "
        WITH ours AS (SELECT filing, \"end\" AS day, value
                FROM read_json('plain.ndjson', format = 'newline_delimited', columns = {filing: 'VARCHAR',
                    concept: 'VARCHAR', \"end\": 'VARCHAR', value: 'VARCHAR'}) WHERE concept = 'gaap-lite:Assets'),
             truth AS (SELECT regexp_extract(filename, '([^/]*)[.]facts[.]tsv', 1) AS filing, day, value
                FROM read_csv('$modern/truth/*.tsv.gz', delim = '\t', header = false, all_varchar = true, quote = '',
                    filename = true, names = ['face', 'stmt', 'concept', 'start', 'day', 'unit', 'value', 'decimals', 'label'])
                WHERE concept = 'us-gaap:Assets')
        SELECT count(*), count(*) FILTER (WHERE ours.value = truth.value) FROM ours JOIN truth USING (filing, day)" >agree.txt &&
        awk -F , '{ print $1 " balance sheet dates in both, " $2 " agree" } !($1 >= 50 && $2 >= 0.95 * $1) { exit 1 }' agree.txt
    result 'duckdb modern truth'
else
    echo "skip examples duckdb modern (no $modern)"
fi

if command -v "$top/build/venv/bin/arelleCmdLine" >/dev/null 2>&1; then
    ARELLE=$top/build/venv/bin/arelleCmdLine
    export ARELLE
    "$XBRLIZE" -q -o packages/ "$filing" "$top/tests/golden/text/unmapped.in" && HOME=$work sh "$top/examples/arelle.sh" packages
    result arelle
    # A fault must be found: a report whose schema is gone.
    "$XBRLIZE" -q --no-embed-taxonomy -o broken/ "$filing" && ! HOME=$work sh "$top/examples/arelle.sh" broken >broken.txt &&
        grep -q 'flamel-6k.xbr' broken.txt
    result 'arelle finds faults'
else
    echo 'skip examples arelle (not installed)'
fi
exit $status
