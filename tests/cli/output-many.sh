# Two filings in one input: a file for each, also when -o names no folder.
"$XBRLIZE" -q -t xbrl -o out "$CLI/../golden/text/several-submissions.in"
find . -type f | sort
