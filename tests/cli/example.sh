# The example of the README: every figure of its statement, as facts.
"$XBRLIZE" -q --dump=facts "$CLI/../../examples/flamel-6k.txt"
