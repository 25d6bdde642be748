# -q: only what is lost is said; stdout holds data only.
"$XBRLIZE" -q -t json -o a.json "$FILES/good-income.txt"
