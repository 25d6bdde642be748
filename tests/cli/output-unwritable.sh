# Output that cannot be written ends the run.
: >file
"$XBRLIZE" -q -o file/below/ "$FILES/good-income.txt" 2>err.txt
echo $?
grep -c output-unwritable err.txt
find . -type f | sort
