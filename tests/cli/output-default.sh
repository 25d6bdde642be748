# Without -o the package goes to the current folder.
"$XBRLIZE" -q "$FILES/good-income.txt"
ls
