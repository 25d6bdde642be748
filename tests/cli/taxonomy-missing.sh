# A taxonomy that is not there ends the run.
"$XBRLIZE" -q --taxonomy nowhere -o out/ "$FILES/good-income.txt" 2>err.txt
echo $?
grep -c taxonomy-unusable err.txt
