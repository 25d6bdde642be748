"""Lets Arelle load and validate converted filings, and compares the facts it sees with those we state.

    arelle_check.py FOLDER [TAXONOMY.xsd]

FOLDER holds, for each filing, NAME.xbr and NAME.json as xbrlize wrote them, in two runs.  Of each package Arelle
must report no error, no warning and no inconsistency, offline, with Calculations 1.1 (round to nearest) and the OIM
checks; its facts must be those of the xBRL-JSON report, except that this one has no extension facts.  The schema is
validated by itself as well.  Prints "ok NAME" or "FAIL NAME".
"""

import decimal
import glob
import json
import os
import sys

from arelle.api.Session import Session
from arelle.logging.handlers.StructuredMessageLogHandler import StructuredMessageLogHandler
from arelle.RuntimeOptions import RuntimeOptions

BAD_LEVELS = {"WARNING", "ERROR", "CRITICAL", "INCONSISTENCY"}


def number(text):
    try:
        return format(decimal.Decimal(text).normalize(), "f")
    except decimal.InvalidOperation:
        return text


def plain(fact):
    """A fact without unit "pure", which xBRL-JSON does not state, its value as a number where it can be read as one."""
    namespace, name, entity, period, unit, value, decimals = fact
    if unit in (None, "pure"):
        unit = None
        value = number(value) if value else value
        decimals = None if decimals == "INF" else decimals
    return namespace, name, entity, period, unit, value, decimals


def arelle_facts(model):
    """Facts of the loaded report as (namespace, name, entity, period, unit, value, decimals)."""
    facts = []
    for fact in model.facts:
        context = fact.context
        if context.isInstantPeriod:
            period = context.instantDatetime.isoformat()
        else:
            period = context.startDatetime.isoformat() + "/" + context.endDatetime.isoformat()
        unit = None
        if fact.isNumeric:
            over, under = fact.unit.measures
            unit = "*".join(sorted(q.localName for q in over))
            if under:
                unit += "/" + "*".join(sorted(q.localName for q in under))
        value = None if fact.isNil else fact.xValue
        facts.append(plain((
            fact.qname.namespaceURI,
            fact.qname.localName,
            context.entityIdentifier,
            period,
            unit,
            None if value is None else number(str(value)) if fact.isNumeric else str(fact.value),
            fact.decimals if fact.isNumeric and not fact.isNil else None,
        )))
    return facts


def json_facts(path):
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    namespaces = report["documentInfo"]["namespaces"]

    def expand(name):
        prefix, local = name.split(":", 1)
        return namespaces[prefix], local

    facts = []
    for fact in report["facts"].values():
        dimensions = fact["dimensions"]
        namespace, name = expand(dimensions["concept"])
        unit = dimensions.get("unit")
        numeric = unit is not None or "decimals" in fact
        value = fact["value"]
        decimals = fact.get("decimals", "INF") if numeric and value is not None else None
        facts.append(plain((
            namespace,
            name,
            expand(dimensions["entity"]),
            dimensions["period"],
            "/".join(part.split(":", 1)[1] for part in unit.split("/")) if unit else None,
            number(value) if numeric and value is not None else value,
            str(decimals) if decimals is not None else None,
        )))
    return facts


def load(path, check_calculations=True):
    """Loads and validates; returns the faults Arelle reports and the facts of the reports."""
    options = RuntimeOptions(
        entrypointFile=path,
        internetConnectivity="offline",
        disablePersistentConfig=True,
        validate=True,
        calcs="c11r" if check_calculations else None,
        validateXmlOim=True,
        keepOpen=True,
        logRefObjectProperties=False,
    )
    with Session() as session:
        handler = StructuredMessageLogHandler()
        session.run(options, logHandler=handler)
        faults = [
            "%s: [%s] %s" % (m["levelname"].lower(), m["messageCode"], m["msg"].strip())
            for m in handler.messages
            if m["levelname"] in BAD_LEVELS
        ]
        models = session.get_models()
        facts = [fact for model in models for fact in arelle_facts(model)]
        if not models:
            faults.append("nothing was loaded")
    return faults, facts


def differences(ours, theirs):
    """What one list has and the other lacks, as lines; extension elements only stand in the package."""
    namespaces = {fact[0] for fact in ours}
    theirs = [fact for fact in theirs if fact[0] in namespaces]
    missing, extra = list(ours), []
    for fact in theirs:
        if fact in missing:
            missing.remove(fact)
        else:
            extra.append(fact)
    lines = ["only in the JSON report: %r" % (fact,) for fact in missing]
    return lines + ["only in the package: %r" % (fact,) for fact in extra]


def check(path):
    name = os.path.basename(path)
    faults, facts = load(path)
    ours = json_facts(path[: -len(".xbr")] + ".json")
    faults += differences(ours, facts)
    for line in faults[:20]:
        print(line)
    print("%s arelle %s, %d facts" % ("FAIL" if faults else "ok", name, len(facts)), flush=True)
    return not faults


def main():
    good = True
    packages = sorted(glob.glob(os.path.join(sys.argv[1], "*.xbr")))
    if not packages:
        print("FAIL arelle: there is no package")
        good = False
    for path in packages:
        good = check(path) and good
    for schema in sys.argv[2:]:
        faults, _ = load(schema, False)
        for line in faults[:20]:
            print(line)
        print("%s arelle %s" % ("FAIL" if faults else "ok", os.path.basename(schema)))
        good = good and not faults
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
