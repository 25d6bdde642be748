# -o - writes to standard output, and nothing else goes there.
"$XBRLIZE" -t json -o - "$FILES/good-income.txt" 2>err.txt
