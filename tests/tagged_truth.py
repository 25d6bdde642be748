#!/usr/bin/env python3
"""Compares converted inline XBRL with the facts its filers tagged: tagged_truth.py TRUTH OUTPUT [--list N]

TRUTH holds NAME.facts.tsv.gz: face, statement, concept, start, end, unit, value, decimals, label, one row for each
numeric fact without dimensions; OUTPUT holds NAME.xbrl, converted from the same filings.  A fact has come out when the
instance has an element of its local name with the same first and last day, unit and decimals, and the same value.

What has not come out is put down to a reason, and counted:
  rounded     the filing says it more than once, and what came out is another of its values, the same but for rounding
  conflict    the filing says it more than once with values that contradict each other, and another came out
  missing     none of these
Prints the counts; exit 1 when a fact is missing, 77 when there is nothing to compare."""
import collections
import decimal
import gzip
import os
import re
import sys
import xml.etree.ElementTree as ET

XI = "{http://www.xbrl.org/2003/instance}"


def truth(path):
    """Rows as (name, start, end, unit), value, decimals."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            _, _, concept, start, end, unit, value, decimals = row.rstrip("\n").split("\t")[:8]
            yield (concept.split(":")[-1], start, end, unit), decimal.Decimal(value), decimals


def measures(unit):
    lines = [[m.text.split(":")[-1] for m in side.iter(XI + "measure")]
             for side in (unit.find(".//" + XI + "unitNumerator"), unit.find(".//" + XI + "unitDenominator"))
             if side is not None]
    return "/".join("*".join(line) for line in lines or [[m.text.split(":")[-1] for m in unit.iter(XI + "measure")]])


def instance(path):
    """Values of (name, start, end, unit), each with its decimals.  Names of extension elements that are numbered apart
    ("Name_2") count as the name."""
    root = ET.parse(path).getroot()
    periods, units, found = {}, {}, collections.defaultdict(list)
    for context in root.iter(XI + "context"):
        if context.find(".//" + XI + "segment") is None:
            dates = {e.tag[len(XI):]: e.text for e in context.find(XI + "period")}
            periods[context.get("id")] = (dates.get("startDate", ""), dates.get("instant") or dates["endDate"])
    for unit in root.iter(XI + "unit"):
        units[unit.get("id")] = measures(unit)
    for fact in root:
        if fact.get("unitRef") and fact.get("contextRef") in periods and fact.text:
            name = re.sub(r"_[0-9]+$", "", fact.tag.split("}")[1])
            key = (name,) + periods[fact.get("contextRef")] + (units[fact.get("unitRef")],)
            found[key].append((decimal.Decimal(fact.text), fact.get("decimals")))
    return found


def interval(value, decimals):
    half = 0 if decimals == "INF" else decimal.Decimal(5).scaleb(-int(decimals) - 1)
    return value - half, value + half


def same_rounded(a, b):
    (low, high), (other_low, other_high) = interval(*a), interval(*b)
    return low <= other_high and other_low <= high


def reason(wanted, there, told):
    """Why a value is not among those that are there; told are all values the filing gives for the same fact."""
    if not any(fact in told for fact in there):
        return "missing"
    return "rounded" if any(same_rounded(wanted, fact) for fact in there) else "conflict"


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    shown = int(arguments.pop()) if "--list" in sys.argv else 0
    folder, outputs = arguments
    names = [n[:-len(".facts.tsv.gz")] for n in sorted(os.listdir(folder)) if n.endswith(".facts.tsv.gz")]
    if not names:
        print("tagged_truth: no facts in", folder)
        return 77
    count = collections.Counter()
    for name in names:
        path = os.path.join(outputs, name + ".xbrl")
        found = instance(path) if os.path.exists(path) else {}
        told = collections.defaultdict(list)
        for key, value, decimals in truth(os.path.join(folder, name + ".facts.tsv.gz")):
            told[key].append((value, decimals))
        for key, values in told.items():
            there = found.get(key, [])
            for fact in values:
                why = "out" if fact in there else reason(fact, there, values)
                count[why] += 1
                if why == "missing" and count[why] <= shown:
                    print(name, *key, *fact, "there:", *there)
    total = sum(count.values())
    print("tagged facts: %d of %d came out%s" % (count["out"], total, "".join(
        ", %d %s" % (n, why) for why, n in sorted(count.items()) if why != "out")))
    return 1 if count["missing"] else 0


sys.exit(main())
