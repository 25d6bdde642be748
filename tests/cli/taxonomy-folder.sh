# The taxonomy as files gives what the built-in one gives.
"$XBRLIZE" -q -t json -o a/ --taxonomy "$CLI/../../taxonomy" "$FILES/good-income.txt" &&
    "$XBRLIZE" -q -t json -o b/ "$FILES/good-income.txt" && cmp a/good-income.json b/good-income.json && echo same
