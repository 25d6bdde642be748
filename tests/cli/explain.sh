# --explain: place, period, concept, scale and sign of each fact; runs like a dump, to standard output.
"$XBRLIZE" -q --explain -o - "$FILES/good-income.txt" >out.txt || exit
head -n 12 out.txt
grep -c '^  concept ' out.txt
grep '^NetIncomeLoss' -A 5 out.txt | head -n 6
# What other statements say of a concept.
"$XBRLIZE" -q --explain -o - "$CLI/../golden/text/ties.in" | sed -n 's/  judges  //p' | sort | uniq -c
# And what the text says of one.
"$XBRLIZE" --explain -o - "$CLI/../golden/text/prose-figures.in" 2>&1 | sed -n 's/.*\(prose-scale: .*\)/\1/p; s/.*\(the text has .*\)/\1/p' | sort | uniq -c
# A percentage that stands beside its figure.
"$XBRLIZE" -q --explain -o - "$CLI/../golden/html/percent-of-sales.in" | grep -A 2 '^ext:InterestIncomePercent'
