# Rows of all filings under one line of names.
"$XBRLIZE" -q -t tsv -o - "$FILES/good-income.txt" "$FILES/good-income.txt" | cut -f 6-9,11-15 | sed -n '1,3p;22,23p'
