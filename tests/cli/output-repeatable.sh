# The same input gives the same package, byte for byte, also on another day and from another folder.
"$XBRLIZE" -q -o one/ "$FILES/good-income.txt" && cp "$FILES/good-income.txt" . &&
    "$XBRLIZE" -q -o two/ good-income.txt && cmp one/good-income.xbr two/good-income.xbr && echo same
