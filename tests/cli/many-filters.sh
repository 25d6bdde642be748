# Shards make up the whole; filters leave filings out, with a record each.
. "$CLI/many.inc"
"$XBRLIZE" -q -j2 -o whole/ many.tar.gz
"$XBRLIZE" -q -j2 -o parts/ --shard 1/3 many.tar.gz
"$XBRLIZE" -q -j2 -o parts/ --shard 2/3 many.tar.gz
ls parts | wc -l | awk '$1 > 0 && $1 < 60 { print "a part" }'
"$XBRLIZE" -q -j2 -o parts/ --shard 3/3 many.tar.gz
ls parts | grep -v same | wc -l | tr -d ' '
"$XBRLIZE" -q --forms '10-K*,6-K' -o none/ --status - many.tar.gz | grep -c '"result": "left-out"'
ls none 2>/dev/null
ls in/*.txt | "$XBRLIZE" -q -j2 -o named/ --files-from - && ls named | wc -l | tr -d ' '
find in -name 'same.txt' -print0 | "$XBRLIZE" -q -0 --files-from=- -o zero/ && ls zero
"$XBRLIZE" --shard 4/3 x 2>/dev/null || echo $?
"$XBRLIZE" --resume x 2>/dev/null || echo $?
