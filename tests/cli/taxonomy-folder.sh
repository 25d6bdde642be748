# The taxonomy as files gives what the built-in one gives.
"$XBRLIZE" -q -t json -o a.json --taxonomy "$CLI/../../taxonomy" "$FILES/good-income.txt" &&
    "$XBRLIZE" -q -t json -o b.json "$FILES/good-income.txt" && cmp a.json b.json && echo same
