# Two filings in one input: a package for each, named by accession number.
"$XBRLIZE" -q -o out/ "$CLI/../golden/text/several-submissions.in"
find . -type f | sort
