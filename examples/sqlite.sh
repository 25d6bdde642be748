#!/bin/sh
# Loads facts into a SQLite database and asks it.
#
#     sh examples/sqlite.sh DATABASE INPUT...        needs sqlite3
#
# $XBRLIZE and $SQLITE name the programs.  The table facts has the columns of the tsv format; amounts stay text, so nothing
# is rounded when they are stored.  Prints the facts of each statement.

xbrlize=${XBRLIZE:-xbrlize} sqlite=${SQLITE:-sqlite3}
database=$1
shift
"$xbrlize" --quiet --to tsv --output - "$@" |
    "$sqlite" "$database" '.mode tabs' '.import /dev/stdin facts' || exit 1
"$sqlite" "$database" "SELECT statement, count(*) FROM facts GROUP BY statement ORDER BY statement"
