#!/bin/sh
# Converts the inputs of the golden cases and the example, and where the shared corpora are at hand the seed, ten tagged
# filings and ten old ones, and lets Arelle load, validate and list them (arelle_check.py).
#
#     sh tests/arelle.sh PROGRAM
#
# Arelle comes from PyPI, at the version below, into build/venv.  Where that cannot be had the check is skipped, except
# in continuous integration (CI=true), where it fails.

version=2.47.3
cd "$(dirname "$0")/.." || exit 1
program=$1

give_up() {
    if [ "${CI:-}" = true ]; then
        echo "FAIL arelle: $1"
        exit 1
    fi
    echo "skip arelle ($1)"
    exit 0
}

python=build/venv/bin/python
if ! $python -c "import arelle.Version, sys; sys.exit(arelle.Version.__version__ != '$version')" 2>/dev/null; then
    sh tests/packages.sh arelle >build/venv.txt 2>&1 || give_up 'no python3 with venv'
    rm -rf build/venv
    python3 -m venv build/venv >>build/venv.txt 2>&1 || give_up 'no virtual environment can be made'
    $python -m pip install --quiet --disable-pip-version-check "arelle-release==$version" >>build/venv.txt 2>&1 ||
        give_up "arelle-release $version cannot be installed, see build/venv.txt"
fi

rm -rf build/arelle
mkdir -p build/arelle/shared
shared=${XBRLIZE_SHARED:-../shared}
if [ -d "$shared/corpus" ]; then
    # Every so many of a corpus, so that different companies and years are among them.
    for corpus in modern/inline old/filings; do
        tar -tzf "$shared/corpus/$corpus.tar.gz" | grep -v '/$' | sort | awk '{ all[NR] = $0 }
            END { for (i = 1; i <= 10; i++) print all[int(NR * i / 10)] }' >build/arelle/members
        tar -xzf "$shared/corpus/$corpus.tar.gz" -C build/arelle/shared -T build/arelle/members
    done
    cp "$shared/seed/"*.txt build/arelle/shared/
fi
for input in tests/golden/*/*.in examples/*.txt examples/*.htm $(find build/arelle/shared -type f); do
    [ -f "$input" ] || continue
    base=${input%.in}
    arguments=
    [ "$base" = "$input" ] || [ ! -f "$base.args" ] || arguments=$(cat "$base.args")
    [ "${input#build/arelle/shared/}" = "$input" ] || arguments=--footnotes
    base=${base#build/arelle/}
    name=$(printf '%s' "${base#tests/golden/}" | tr '/' '-')
    mkdir build/arelle/one
    for format in xbr json; do
        # What this says is for the golden cases to judge, and where nothing is converted there is nothing to check.
        "$program" --quiet $arguments --to $format --output build/arelle/one/ "$input" 2>>build/arelle/messages.txt
    done
    for output in build/arelle/one/*.xbr build/arelle/one/*.json; do
        [ -f "$output" ] && mv "$output" "build/arelle/$name-${output##*/}"
    done
    rm -r build/arelle/one
done
HOME=$(pwd)/build/arelle $python tests/arelle_check.py build/arelle taxonomy/*.xsd
