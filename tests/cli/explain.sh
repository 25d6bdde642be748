# --explain: place, period, concept, scale and sign of each fact; runs like a dump, to standard output.
"$XBRLIZE" -q --explain -o - "$FILES/good-income.txt" >out.txt || exit
head -n 12 out.txt
grep -c '^  concept ' out.txt
grep '^NetIncomeLoss' -A 5 out.txt | head -n 6
# What other statements say of a concept.
"$XBRLIZE" -q --explain -o - "$CLI/../golden/text/ties.in" | sed -n 's/  judges  //p' | sort | uniq -c
