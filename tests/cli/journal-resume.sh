# Runs that are killed at many moments and taken up again end with the same output as one that is not disturbed: the same
# files and no others, whatever the number of jobs.
. "$CLI/many.inc"
i=0
while [ $i -lt 15 ]; do
    cat many.tar.gz
    i=$((i + 1))
done >long.tar.gz
records() { sed 's/, "milliseconds": [0-9]*//; s/"output": "[a-z]*\//"output": "/' "$1"; }
for output in out/ out.tar.gz out.ndjson out.ndjson.gz; do
    case $output in *ndjson*) format=ndjson ;; *) format=xbr ;; esac
    rm -rf whole part whole.* part.* journal status
    place=part${output#out}
    "$XBRLIZE" -q -j2 -t $format -o whole${output#out} --status whole.status long.tar.gz
    jobs=1
    for pause in 0.04 0.06 0.09 0.13 0.18 0.24 0.31; do
        "$XBRLIZE" -q -j$jobs -t $format -o $place --journal journal --resume --status status long.tar.gz &
        sleep $pause
        kill -9 $! 2>/dev/null
        wait $! 2>/dev/null
        jobs=$((jobs % 4 + 1))
    done 2>/dev/null
    "$XBRLIZE" -q -j2 -t $format -o $place --journal journal --resume --status status long.tar.gz ||
        echo "exit status $?"
    diff -r whole${output#out} $place && echo "$output: the same"
    records whole.status >expected
    records status | cmp - expected
    wc -l <status | tr -d ' '
    tail -n 1 journal
    find . -name '*.partial' -o -name '*.tmp'
done
# A finished journal is left alone; another command does not take it up, nor does one without --resume, nor two at a time.
"$XBRLIZE" -q -j2 -t ndjson -o part.ndjson.gz --journal journal --resume --status status long.tar.gz ||
    echo "exit status $?"
"$XBRLIZE" -q -o other/ --journal journal --resume long.tar.gz 2>/dev/null
echo $?
"$XBRLIZE" -q -t ndjson -o part.ndjson.gz --journal journal --status status long.tar.gz 2>/dev/null
echo $?
mkfifo pipe
"$XBRLIZE" -q -o first/ --journal shared pipe &
exec 3>pipe
sleep 0.3
"$XBRLIZE" -q -o first/ --journal shared --resume pipe 2>&1 | grep -o 'another run is using it'
gzip -dc many.tar.gz >&3
exec 3>&-
wait $!
ls first | wc -l | tr -d ' '
