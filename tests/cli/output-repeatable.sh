# The same input gives the same package, byte for byte.
"$XBRLIZE" -q -o one.xbr "$FILES/good-income.txt" && "$XBRLIZE" -q -o two.xbr "$FILES/good-income.txt" &&
    cmp one.xbr two.xbr && echo same
