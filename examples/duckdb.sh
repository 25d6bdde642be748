#!/bin/sh
# Queries converted filings with DuckDB, as NDJSON and as xBRL-CSV.
#
#     sh examples/duckdb.sh INPUT...        needs duckdb (PyPI: duckdb-cli), unzip
#
# $XBRLIZE and $DUCKDB name the programs.  Prints for both the same table: total assets of each filing, latest first.

xbrlize=${XBRLIZE:-xbrlize} duckdb=${DUCKDB:-duckdb}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# NDJSON: all filings in one file.  Amounts are decimal text: they are cast where they are counted with.
"$xbrlize" --quiet --to ndjson --output "$work/facts.ndjson.gz" "$@" || exit 1
"$duckdb" -csv -c "
    SELECT filing, \"end\" AS day, value::DECIMAL(38, 4) AS assets
    FROM read_json('$work/facts.ndjson.gz', format = 'newline_delimited',
                   columns = {filing: 'VARCHAR', concept: 'VARCHAR', unit: 'VARCHAR',
                              \"end\": 'DATE', value: 'VARCHAR'})
    WHERE concept = 'gaap-lite:Assets' AND unit = 'USD'
    ORDER BY ALL DESC" || exit 1

# xBRL-CSV: a report package with a table for each filing.  start, end and label are columns beside the facts.
"$xbrlize" --quiet --to csv --output "$work/reports.zip" "$@" || exit 1
unzip -q "$work/reports.zip" '*.csv' -d "$work" || exit 1
"$duckdb" -csv -c "
    SELECT parse_filename(filename, true) AS filing, \"end\" AS day, value::DECIMAL(38, 4) AS assets
    FROM read_csv('$work/reports/reports/*/*.csv', filename = true, all_varchar = true)
    WHERE concept = 'gaap-lite:Assets' AND unit = 'iso4217:USD'
    ORDER BY ALL DESC"
