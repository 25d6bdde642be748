# --map: the user's rows go before the aliases, faults are told with file and line; --report-unmapped counts what has no
# concept, the same for any number of jobs; --concepts lists what a row may name.
printf '%s\t%s\t%s\n' InventoryFinishedGoodsNetOfReserves BS Inventories OtherAssetsNoncurrent BS 'Furnace rebuilding fund' \
    Kilns BS Kilns Assets XX Assets >map.txt
"$XBRLIZE" --map map.txt --evaluate "$CLI/evaluate.htm" 2>faults.txt | sed -n '/^all/p; / -> /p'
cat faults.txt
"$XBRLIZE" --map nowhere.txt "$CLI/evaluate.htm" 2>&1
echo "exit $?"
echo "--- unmapped"
cp "$CLI/evaluate.htm" one.htm
cp "$CLI/evaluate.txt" two.txt
cp "$FILES/good-income.txt" three.txt
"$XBRLIZE" -q -j1 --ignore-tags -t table -o /dev/null --report-unmapped one.tsv one.htm two.txt three.txt || exit
"$XBRLIZE" -q -j3 --ignore-tags -t table -o /dev/null --report-unmapped - one.htm two.txt three.txt | cmp - one.tsv
cat one.tsv
"$XBRLIZE" -q --map map.txt --ignore-tags -t table -o /dev/null --report-unmapped - one.htm
"$XBRLIZE" --report-unmapped x --journal j one.htm 2>&1
echo "exit $?"
"$XBRLIZE" -q --map map.txt --ignore-tags --explain -o - one.htm | grep -m 1 'the map'
echo "--- concepts"
"$XBRLIZE" --concepts >concepts.tsv || exit
head -n 1 concepts.tsv
grep -P '^(Assets|EarningsPerShareBasic|ShareBasedCompensation|DocumentPeriodEndDate)\t' concepts.tsv
awk -F '\t' 'NF != 6 || $6 == "" { print "bad: " $0 }' concepts.tsv
"$XBRLIZE" --concepts --taxonomy nowhere 2>&1 | head -n 1
