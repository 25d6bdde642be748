# A damaged input fails and leaves no output.
gzip -c "$FILES/good-income.txt" | head -c 200 >short.gz
"$XBRLIZE" -q -o out/ short.gz 2>err.txt
echo $?
grep -c input-truncated err.txt
[ ! -d out ] || find out -type f
