# A folder that is there needs no "/".
mkdir there
"$XBRLIZE" -q -t xbrl -o there "$FILES/good-income.txt"
ls there
