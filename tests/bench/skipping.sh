# Bodies that are passed over: uuencoded pictures, PDF in a submission, pictures in a tar; beside wc -l, which looks for line ends
#
# BENCH_MIB (1024) of each kind.
. "$PARTS"

bytes=$((${BENCH_MIB:-1024} * 1048576))

submission() { # TYPE WRAPPER LINE
    cat <<HEAD
<SEC-DOCUMENT>0000912345-98-000001.txt : 19980331
<SEC-HEADER>0000912345-98-000001.hdr.sgml : 19980331
ACCESSION NUMBER: 0000912345-98-000001
CONFORMED SUBMISSION TYPE: 10-K
</SEC-HEADER>
<DOCUMENT>
<TYPE>$1
<SEQUENCE>1
<FILENAME>body
<TEXT>
$2
HEAD
    yes "$3" | head -c $bytes
    printf '\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n'
}
graphic() {
    submission GRAPHIC 'begin 644 chart.jpg' 'M_]C_X  02D9)1@ ! 0$ 2 !( #_VP!# @&!@<&!0@<P)"0@*#!0-# L+PQ5T'
}
pdf() {
    submission EX-99 '<PDF>' 'M)5!$1BTQ+C0*)>+CS],*-2 P(&]B:CP+TQE;F=T:" V(# @4B]&:6QT97(@A'
}
exhibit() { # of a type that holds no statements, in HTML
    submission EX-10 '<html>' '<p style="margin:0">The parties agree on what follows, subject to section 4 (b) below.</p>'
}
picture() {
    printf '\211PNG\r\n\032\n' >"$SCRATCH/picture.png"
    yes 0123456789abcdefghijklmnopqrstuvwxyz | head -c $bytes >>"$SCRATCH/picture.png"
    tar -C "$SCRATCH" -cf - picture.png
}

row_head 'wc -l'
for kind in graphic pdf exhibit; do
    timed reference $kind wc -l
    timed run $kind "$XBRLIZE" -q -j 1 -t ndjson -o /dev/null -
    row "$kind" 1 $bytes run reference
done
picture >"$SCRATCH/picture.tar"
rm "$SCRATCH/picture.png"
timed reference "cat '$SCRATCH/picture.tar'" $unpack
timed run "cat '$SCRATCH/picture.tar'" "$XBRLIZE" -q -j 1 -t ndjson -o /dev/null -
row "picture (x $unpack)" 1 $bytes run reference
