#!/bin/sh
# From an archive to an answer through pipes: no temporary file, and memory that does not grow with the archive.
#
#     sh examples/pipe.sh FOLDER        needs tar, duckdb
#
# $XBRLIZE and $DUCKDB name the programs.  Prints the number of facts and of filings, by form.

xbrlize=${XBRLIZE:-xbrlize} duckdb=${DUCKDB:-duckdb}
tar -cf - -C "$1" . |
    "$xbrlize" --quiet --to ndjson --output - - |
    "$duckdb" -csv -c "
        SELECT form, count(DISTINCT filing) AS filings, count(*) AS facts
        FROM read_json('/dev/stdin', format = 'newline_delimited',
                       columns = {form: 'VARCHAR', filing: 'VARCHAR'})
        GROUP BY form ORDER BY form"
