# xbrl.gz is the xbrl output, compressed, and the same every time.
"$XBRLIZE" -q -t xbrl -o plain/ "$FILES/good-income.txt" &&
    "$XBRLIZE" -q -t xbrl.gz -o one/ "$FILES/good-income.txt" &&
    "$XBRLIZE" -q -t xbrl.gz -o two/ "$FILES/good-income.txt" || exit
cmp one/good-income.xbrl.gz two/good-income.xbrl.gz && gzip -dc one/good-income.xbrl.gz | cmp - plain/good-income.xbrl &&
    echo same
