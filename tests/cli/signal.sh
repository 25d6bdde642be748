# SIGINT, SIGTERM and SIGHUP end the run while it reads and while it writes; what is not whole is removed.
many() { # filings one after the other, so that some are written while others are still to come
    i=0
    while [ $i -lt 40 ]; do
        cat "$CLI/../golden/text/several-submissions.in"
        i=$((i + 1))
    done
}
signals='TERM HUP'
# A shell lets what it starts in the background ignore SIGINT, and nohup SIGHUP.
env --default-signal=INT true 2>/dev/null && signals="INT $signals"
for signal in $signals; do
    mkfifo pipe
    env $(env --default-signal=$signal true 2>/dev/null && echo --default-signal=$signal) "$XBRLIZE" -q -o out/ - <pipe 2>err.txt &
    converter=$!
    exec 3>pipe
    many >&3
    sleep 0.2
    kill -$signal $converter
    # A read under way ends with the signal or with the input.
    exec 3>&-
    wait $converter && echo "ended as if nothing had happened"
    # Each filing that was finished stays; all that is left must be whole.
    find out -type f ! -name '*.xbr' 2>/dev/null
    for package in out/*.xbr; do
        [ -f "$package" ] || continue
        tail -c 22 "$package" | od -An -c | head -n 1 | grep -q 'P   K 005 006' || echo "not whole: $package"
    done
    rm -rf pipe out
done
# A signal that is ignored at the start stays so.
mkfifo pipe
(trap '' HUP; exec "$XBRLIZE" -q -o out/ pipe) &
converter=$!
exec 3>pipe
many >&3
kill -HUP $converter
exec 3>&-
wait $converter
echo "ignored: $?, $(ls out | wc -l | tr -d ' ') packages"
