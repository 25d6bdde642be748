# A run that is killed and taken up again ends with the same output as one that is not disturbed.
. "$CLI/many.inc"
"$XBRLIZE" -q -o whole.tar.gz --status whole.status many.tar.gz
"$XBRLIZE" -q -o whole/ many.tar.gz
for output in part.tar.gz part/; do
    rm -f journal status
    for pause in 0.05 0.1 0.15 0.2; do
        "$XBRLIZE" -q -j2 -o $output --journal journal --resume --status status many.tar.gz &
        sleep $pause
        kill -9 $! 2>/dev/null
        wait $! 2>/dev/null
    done 2>/dev/null
    "$XBRLIZE" -q -j2 -o $output --journal journal --resume --status status many.tar.gz || echo "exit status $?"
    wc -l <status | tr -d ' '
    tail -n 1 journal
done
cmp whole.tar.gz part.tar.gz
for file in whole/*; do cmp "$file" "part/${file##*/}"; done
ls -A | grep partial
# A finished journal is left alone; another command does not take it up, nor does one without --resume.
"$XBRLIZE" -q -j2 -o part/ --journal journal --resume --status status many.tar.gz || echo "exit status $?"
"$XBRLIZE" -q -o other/ --journal journal --resume many.tar.gz 2>/dev/null
echo $?
"$XBRLIZE" -q -o part/ --journal journal many.tar.gz 2>/dev/null
echo $?
