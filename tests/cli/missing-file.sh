# A file that is not there is a failed filing; the others are converted.
"$XBRLIZE" -q -t json -o out/ nowhere.txt "$FILES/good-income.txt" 2>err.txt
echo $?
grep -c input-unreadable err.txt
ls out
