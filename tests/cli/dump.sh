# Each seam can be printed.
for seam in lines tables statements facts; do
    "$XBRLIZE" -q --dump=$seam "$FILES/good-income.txt" >$seam.txt || echo "$seam: $?"
    test -s $seam.txt || echo "$seam: nothing"
done
cat facts.txt
