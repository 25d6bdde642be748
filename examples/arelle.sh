#!/bin/sh
# Lets Arelle validate a folder of packages, offline.
#
#     sh examples/arelle.sh FOLDER        needs arelleCmdLine (PyPI: arelle-release)
#
# $ARELLE names the program.  Prints the packages with faults; exit status 1 when there is one.  For packages written with
# --no-embed-taxonomy add --packages gaap-lite-2026.zip.

arelle=${ARELLE:-arelleCmdLine}
result=0
for package in "$1"/*.xbr; do
    said=$("$arelle" --internetConnectivity offline --validate --calc c11r --oim --validationExitCode \
        --file "$package" 2>&1) || { printf '%s\n%s\n' "$package" "$said"; result=1; }
done
exit $result
