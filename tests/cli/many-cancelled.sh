# SIGINT and SIGTERM end a run with several jobs; nothing half-made stays, and exit status 4 tells.
. "$CLI/many.inc"
for signal in TERM HUP; do
    mkfifo pipe
    "$XBRLIZE" -q -j2 -t ndjson -o out.ndjson - <pipe 2>err &
    converter=$!
    exec 3>pipe
    gzip -dc many.tar.gz | head -c 300000 >&3
    sleep 0.3
    kill -$signal $converter
    exec 3>&-
    wait $converter
    echo $?
    ls -A | grep -E 'out|tmp'
    rm pipe
done
