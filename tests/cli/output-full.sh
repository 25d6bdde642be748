# A full device is noticed.
[ -c /dev/full ] || { echo "no /dev/full"; exit 77; }
"$XBRLIZE" -q -t json -o - "$FILES/good-income.txt" >/dev/full 2>err.txt
echo $?
grep -c output-unwritable err.txt
