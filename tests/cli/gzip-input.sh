# Compressed input is seen by its content.
gzip -c "$FILES/good-income.txt" >data.bin
"$XBRLIZE" -q --dump=facts data.bin >a.txt && "$XBRLIZE" -q --dump=facts "$FILES/good-income.txt" >b.txt
cmp a.txt b.txt && wc -l <a.txt | awk '$1 > 10 { print "same" }'
