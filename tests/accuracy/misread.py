#!/usr/bin/env python3
"""Counts figures that were converted with the right digits but the wrong sign or the wrong power of ten.

    misread.py SCORE TRUTH OUTPUT [--list N]

SCORE is score.py, whose reading of truth and output is used here; TRUTH and OUTPUT are what it takes.  A converted fact
is judged when the truth has its figure for its period, its concept for its period, or its figure for that period but for
sign or scale.  When the figure itself is not there, but its opposite is under the same concept or a near synonym, that is
a sign error; when it is under another element, it is counted apart, as "opposite": an element of the other sense, such as
payments for proceeds, turns the sign with it.  When the same digits are there with another power of ten, that is a scale
error.  Figures of fewer than three digits agree by chance, so they count only where the concept agrees too.

Prints, for facts of concepts and for all facts with those of extension elements: the number judged, and the errors in
1,000 of them."""
import collections
import importlib.util
import os
import sys
from decimal import Decimal


def load(path):
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digits(value):
    """Sign and digits of a number without the zeros at both ends."""
    number = Decimal(value)
    return number.is_signed(), "".join(map(str, number.normalize().as_tuple().digits))


def judge(score, canon, truth, by_digits, fact):
    """What became of a converted fact: "right", "sign", "opposite", "scale", "other", or None where the truth cannot tell."""
    _, name, start, end, value = fact
    if truth.value(start, end, value):
        return "right"
    sign, significant = digits(value)
    if significant != "0":
        same = [t for t in by_digits[(end, significant)] if score.close(t[1], start)]
        named = [t for t in same if canon.get(t[0], t[0]) == canon.get(name, name)]
        if any(Decimal(t[3]) == -Decimal(value) for t in named):
            return "sign"
        same = named if len(significant) < 3 else same
        if any(Decimal(t[3]) == -Decimal(value) for t in same):
            return "opposite"
        if any(digits(t[3])[0] == sign for t in same):
            return "scale"
    return "other" if truth.name(name, start, end) else None


def main():
    arguments = sys.argv[1:]
    shown = 0
    if "--list" in arguments:
        at = arguments.index("--list")
        shown = int(arguments[at + 1])
        del arguments[at:at + 2]
    score = load(arguments[0])
    folder, outputs = arguments[1], arguments[2:]
    files = {n.split(".facts.tsv")[0]: os.path.join(folder, n) for n in os.listdir(folder) if ".facts.tsv" in n}
    canon, count = score.groups(), collections.Counter()
    for stem, data in score.outputs(outputs):
        name = stem if stem in files else next((n for n in sorted(files, key=len, reverse=True) if stem.startswith(n)), "")
        if not name:
            continue
        facts = [(t["name"], t["start"], t["end"], t["value"]) for t in score.truth(files[name])]
        truth, by_digits = score.Index(facts), collections.defaultdict(list)
        for t in facts:
            by_digits[(t[2], digits(t[3])[1])].append(t)
        for fact in sorted(score.instance(data)):
            verdict = judge(score, canon, truth, by_digits, fact)
            if not verdict:
                continue
            for kind in ("all", "concept") if fact[0] else ("all",):
                count[kind, "judged"] += 1
                count[kind, verdict] += 1
            if verdict in ("sign", "opposite", "scale") and count["all", verdict] <= shown:
                print(verdict, name, "concept" if fact[0] else "extension", *fact[1:])
    for kind in ("concept", "all"):
        judged = count[kind, "judged"]
        infix = "" if kind == "concept" else ".of.all"
        print("%-24s %d" % ("judged.facts" + infix, judged))
        for verdict in ("sign", "opposite", "scale"):
            print("%-24s %.4f" % (verdict + infix + ".errors", 1000 * count[kind, verdict] / judged if judged else 0))
    return 0 if count else 77


sys.exit(main())
