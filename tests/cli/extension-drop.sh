# --unmapped drop leaves out what the taxonomy does not know.
for way in extension drop; do
    "$XBRLIZE" -q --unmapped $way --dump=facts "$FILES/good-income.txt" | grep -ci 'church'
done
"$XBRLIZE" -q --unmapped drop -t ndjson -o - "$CLI/../golden/html/percent-of-sales.in" | grep -c PercentOf
exit 0
