# Values that an option cannot take are usage errors, each of them.
for option in '--to nonsense' '--from nonsense' '--dump nonsense' '--unmapped nonsense' '--min-confidence 101' \
    '--min-confidence x' '--read-size -1' '--period-end 2009-13-01' '--period-end 2009-02-30' \
    '--fiscal-year-end 1301' '--cik 12x' '--to'; do
    "$XBRLIZE" $option "$FILES/good-income.txt" >out.txt 2>err.txt
    echo "$option: $?, $(wc -c <out.txt | tr -d ' ') bytes out, $(test -s err.txt && echo said || echo silent)"
done
