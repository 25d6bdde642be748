"$XBRLIZE" --list-formats
