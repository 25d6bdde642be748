# --strict: exit status 1 when something was skipped; without it 0.
{
    echo 'STATEMENTS OF INCOME (In thousands)'
    echo '                      Year ended December 31,'
    echo '                          1998       1997'
    awk 'BEGIN { for (i = 0; i < 5000; i++) printf "Item of cost         %9d  %9d\n", i * 7 + 10000, i * 9 + 10000 }'
} >long.txt
"$XBRLIZE" -q -t json -o a.json long.txt 2>err.txt
echo $?
"$XBRLIZE" --strict -t json -o b.json long.txt 2>err.txt
echo $?
grep -c table-too-large err.txt
"$XBRLIZE" -q --strict -t json -o c.json "$FILES/good-income.txt" 2>err.txt
echo $?
