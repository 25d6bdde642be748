#!/usr/bin/env python3
"""Runs the html5lib tokenizer tests: html5lib.py TOOL FOLDER [--step N]

TOOL is the program built from tool_html5lib.c, FOLDER holds the suite's *.test files (exit 77, skipped, when it is not
there).  Tokens are compared, parse errors are not.  Every case that does not pass is listed with the class of its
reason: a failure, or not applicable:
  doctype     the parts of a document type are not read (that a token stands there, and all others, are compared)
  surrogates  the input or output holds half a surrogate pair, which no UTF-8 text can
  infoset     the tests of coercing a tree to XML
Exit 1 when less than 90 % of the applicable cases pass, or any of the entity and numeric-reference cases does not."""
import glob
import json
import os
import re
import subprocess
import sys

MODES = {"Data state": 0, "RCDATA state": 1, "RAWTEXT state": 2, "Script data state": 3, "CDATA section state": 4,
         "PLAINTEXT state": 5}
ALL_MUST_PASS = ("entities.test", "namedEntities.test", "numericEntities.test")


def unescape(value):
    if isinstance(value, str):
        return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), value)
    if isinstance(value, list):
        return [unescape(v) for v in value]
    if isinstance(value, dict):
        return {unescape(k): unescape(v) for k, v in value.items()}
    return value


def joined(value):
    """Surrogate pairs of the test files as one character; raises for half a pair."""
    text = json.dumps(value)
    json.loads(text)
    value = json.loads(text)
    json.dumps(value, ensure_ascii=False).encode("utf-16-le", "surrogatepass").decode("utf-16-le").encode("utf-8")
    return value


def cases(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.test"))):
        content = json.load(open(path, encoding="utf-8"))
        for test in content.get("tests", content.get("xmlViolationTests")):
            if test.get("doubleEscaped"):
                test["input"], test["output"] = unescape(test["input"]), unescape(test["output"])
            for state in test.get("initialStates", ["Data state"]):
                yield os.path.basename(path), "xmlViolationTests" in content, test, state


def without_doctypes(tokens):
    return [["DOCTYPE"] if token[0] == "DOCTYPE" else token for token in tokens]


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    step = sys.argv[sys.argv.index("--step") + 1] if "--step" in sys.argv else "1000000"
    if "--step" in sys.argv:
        arguments.remove(step)
    tool, folder = arguments
    if not glob.glob(os.path.join(folder, "*.test")):
        print("html5lib: no *.test files in", folder)
        return 77
    runnable, records, count = [], [], {"passed": 0, "failed": 0}
    listed = []
    for name, infoset, test, state in cases(folder):
        try:
            source = joined(test["input"]).encode("utf-16-le", "surrogatepass").decode("utf-16-le").encode("utf-8")
            joined(test["output"])
        except UnicodeError:
            listed.append((name, "surrogates", test, state, None))
            continue
        if infoset:
            listed.append((name, "infoset", test, state, None))
            continue
        runnable.append((name, test, state))
        records.append(b"%d %s %d\n%s" % (MODES[state], test.get("lastStartTag", "-").encode(), len(source), source))
    lines = subprocess.run([tool, step], input=b"".join(records), stdout=subprocess.PIPE, check=True).stdout
    lines = lines.decode("utf-8").split("\n")
    must = 0
    for (name, test, state), line in zip(runnable, lines):
        got = json.loads(line) if line else None
        if got == test["output"]:
            count["passed"] += 1
        elif without_doctypes(got) == without_doctypes(test["output"]):
            listed.append((name, "doctype", test, state, got))
        else:
            count["failed"] += 1
            must += name in ALL_MUST_PASS
            listed.append((name, "failed", test, state, got))
    for name, reason, test, state, got in listed:
        count[reason] = count.get(reason, 0) + (reason != "failed")
        print("%s: %s: %s (%s): %s" % (reason, name, test["description"], state, ascii(test["input"])))
        if reason == "failed":
            print("  expected", ascii(test["output"]), "\n  got     ", ascii(got))
    applicable = count["passed"] + count["failed"]
    print("html5lib: %d passed, %d failed (%.2f %%), not applicable: %s" %
          (count["passed"], count["failed"], 100.0 * count["passed"] / applicable,
           ", ".join("%d %s" % (v, k) for k, v in sorted(count.items()) if k not in ("passed", "failed"))))
    return 1 if must or count["passed"] < 0.9 * applicable else 0


sys.exit(main())
