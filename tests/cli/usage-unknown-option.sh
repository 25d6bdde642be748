# An unknown option is a usage error, said on standard error only.
"$XBRLIZE" --frobnicate "$FILES/good-income.txt"
