# SIGINT, SIGTERM and SIGHUP end a run with several jobs; nothing half-made stays, and exit status 4 tells.
. "$CLI/many.inc"
signals='TERM HUP'
# A shell lets what it starts in the background ignore SIGINT, and nohup SIGHUP.
if env --default-signal=INT true 2>/dev/null; then signals="INT $signals"; else echo 4; fi
for signal in $signals; do
    mkfifo pipe
    env $(env --default-signal=$signal true 2>/dev/null && echo --default-signal=$signal) "$XBRLIZE" -q -j2 -t ndjson -o out.ndjson - <pipe 2>err &
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
