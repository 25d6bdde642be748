# Damaged archives: what comes before the damage is converted, exit status 3.
. "$CLI/many.inc"
size=$(wc -c <many.tar.gz)
head -c $((size / 2)) many.tar.gz >cut.tar.gz
cp many.tar.gz bad.tar.gz
printf '\377\000\377' | dd of=bad.tar.gz bs=1 seek=$((size / 2)) conv=notrunc 2>/dev/null
gzip -dc many.tar.gz | head -c 100000 >cut.tar
# The first file says that it is larger than it is.
gzip -dc many.tar.gz >lying.tar
for input in cut.tar.gz bad.tar.gz cut.tar; do
    "$XBRLIZE" -q -j2 -o out/ --status status $input 2>err
    echo "$input $?"
    grep -cE 'input-(truncated|corrupt)' err
    test "$(grep -c '"result": "converted"' status)" = "$(ls out | wc -l | tr -d ' ')" || echo "files and records differ"
    rm -rf out
done
"$XBRLIZE" -q -j2 -t ndjson -o /dev/full many.tar.gz 2>err
echo "full $?"
grep -c output-unwritable err
