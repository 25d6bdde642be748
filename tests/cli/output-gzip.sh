# xbrl.gz is the xbrl output, compressed, and the same every time.
"$XBRLIZE" -q -t xbrl -o plain.xbrl "$FILES/good-income.txt" &&
    "$XBRLIZE" -q -t xbrl.gz -o one.xbrl.gz "$FILES/good-income.txt" &&
    "$XBRLIZE" -q -t xbrl.gz -o two.xbrl.gz "$FILES/good-income.txt" || exit
cmp one.xbrl.gz two.xbrl.gz && gzip -dc one.xbrl.gz | cmp - plain.xbrl && echo same
