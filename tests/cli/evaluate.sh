# --evaluate: what the tables give beside the filer's tags, in inline XBRL and in an instance; text, JSON, any number of
# jobs; a filing without tags is said to have none.
"$XBRLIZE" --evaluate "$CLI/evaluate.htm" || exit
echo "--- instance"
"$XBRLIZE" -v --evaluate "$CLI/evaluate.txt" >instance.txt 2>notes.txt || exit
head -n 12 instance.txt
sed -n 's/.*evaluate.txt/evaluate.txt/; /tag-/p' notes.txt
echo "--- JSON"
cp "$CLI/evaluate.htm" one.htm
cp "$CLI/evaluate.txt" two.txt
cp "$FILES/good-income.txt" three.txt
"$XBRLIZE" -q -j1 --evaluate=json -o one.json one.htm two.txt three.txt || exit
"$XBRLIZE" -q -j3 --evaluate=json --status status.txt -o - one.htm two.txt three.txt >two.json || exit
cmp one.json two.json
sed -n '1,8p; /"statements"/,/^  },/p; /Inventory/p' one.json
sed 's/.*"result": "\([a-z]*\)", "output": "\([^"]*\)".*/\1 (\2)/' status.txt
"$XBRLIZE" --evaluate "$FILES/good-income.txt" 2>&1 >/dev/null | sed 's/.*warning/warning/'
echo "--- misuse"
"$XBRLIZE" --evaluate=xml one.htm 2>&1
echo "exit $?"
"$XBRLIZE" --evaluate --journal j one.htm 2>&1
echo "exit $?"
"$XBRLIZE" --evaluate -o one.htm/report.txt one.htm 2>&1
echo "exit $?"
