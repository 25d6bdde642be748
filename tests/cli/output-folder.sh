# A folder that ends in "/" is made; the file in it is named after the input; nothing else is left.
"$XBRLIZE" -q -o new/folder/ "$FILES/good-income.txt" 2>err.txt || cat err.txt
find . -type f | sort
