# Compressed input is seen by its content.
gzip -c "$FILES/good-income.txt" >data.bin
"$XBRLIZE" -q -t table -o - data.bin >a.txt && "$XBRLIZE" -q -t table -o - "$FILES/good-income.txt" >b.txt
cmp a.txt b.txt && echo same
