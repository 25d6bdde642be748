# Without an input there is nothing to do.
"$XBRLIZE" -t table
