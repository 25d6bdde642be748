# The help goes to standard output, its examples first.
"$XBRLIZE" --help >help.txt || exit
head -n 12 help.txt | grep -c '^ *xbrlize '
for option in --to --output --from --dump --unmapped --min-confidence --taxonomy --cik --name --form --period-end \
    --fiscal-year-end --quiet --verbose --strict --stats --list-formats --list-diagnostics --help --version \
    --jobs --max-memory --files-from --null --forms --types --only-cik --since --until --shard --status --journal \
    --resume --evaluate --map --report-unmapped --concepts; do
    grep -q -e "$option" help.txt || echo "missing: $option"
done
awk 'length($0) > 100 { print "too wide: " $0 }' help.txt
