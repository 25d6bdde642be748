# "-" is standard input; what it holds is converted like a file.
"$XBRLIZE" -q --dump=facts - <"$FILES/good-income.txt" >a.txt && "$XBRLIZE" -q --dump=facts "$FILES/good-income.txt" >b.txt
cmp a.txt b.txt && wc -l <a.txt | awk '$1 > 10 { print "same" }'
