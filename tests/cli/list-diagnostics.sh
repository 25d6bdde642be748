# Every diagnostic of the library is listed with its level.
"$XBRLIZE" --list-diagnostics
