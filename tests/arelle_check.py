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
import re
import sys
import zipfile
from xml.etree import ElementTree

from arelle.api.Session import Session
from arelle.logging.handlers.StructuredMessageLogHandler import StructuredMessageLogHandler
from arelle.RuntimeOptions import RuntimeOptions

BAD_LEVELS = {"WARNING", "ERROR", "CRITICAL", "INCONSISTENCY"}


XBRLI = "{http://www.xbrl.org/2003/instance}"


def instance_faults(path):
    """What the EDGAR Filer Manual asks of the instance in a package, beyond what validators test: contexts and units
    before their use, none without one (6.5.8), decimals and no precision (6.5.17), no digit beyond them (6.5.37), a CIK
    of ten digits (6.5.1)."""
    faults, defined, used = [], set(), set()
    with zipfile.ZipFile(path) as package:
        name = next(n for n in package.namelist() if n.endswith(".xbrl"))
        root = ElementTree.fromstring(package.read(name))
    for element in root:
        if element.tag in (XBRLI + "context", XBRLI + "unit"):
            defined.add(element.get("id"))
        for reference in filter(None, (element.get("contextRef"), element.get("unitRef"))):
            used.add(reference)
            if reference not in defined:
                faults.append("%s is used before it is there" % reference)
        if element.get("precision"):
            faults.append("%s has a precision" % element.tag)
        decimals = element.get("decimals")
        if decimals not in (None, "INF") and element.text:
            if decimal.Decimal(element.text).scaleb(int(decimals)) % 1 != 0:
                faults.append("%s: %s has decimals %s" % (element.tag, element.text, decimals))
    faults += ["%s is never used" % unused for unused in sorted(defined - used)]
    for identifier in root.iter(XBRLI + "identifier"):
        if identifier.get("scheme") == "http://www.sec.gov/CIK" and not re.fullmatch(r"\d{10}", identifier.text):
            faults.append("%s is no CIK of ten digits" % identifier.text)
    return faults


SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:num="http://www.xbrl.org/dtr/type/numeric" targetNamespace="%s" elementFormDefault="qualified">
<xs:import namespace="http://www.xbrl.org/2003/instance"
 schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
<xs:import namespace="http://www.xbrl.org/dtr/type/numeric"
 schemaLocation="http://www.xbrl.org/dtr/type/numeric-2009-12-16.xsd"/>
%s
</xs:schema>"""


def stand_in(folder, year):
    """A package that stands in for the official taxonomies of a year: the elements of gaap-lite that us-gaap.txt gives
    them, under their namespaces and at their addresses.  What a report uses beyond them is an error."""
    rows = [line.rstrip("\n").split("\t") for line in open("taxonomy/us-gaap.txt", encoding="utf-8")]
    target = next(row for row in rows if row[0] == "@" and row[1] == year)
    years = {row[0]: row[1:] for row in rows if len(row) == 3}
    with open("taxonomy/gaap-lite.xsd", encoding="utf-8") as file:
        elements = re.findall(r'<xs:element name="([^"]+)"[^>]*/>', file.read())
        file.seek(0)
        declarations = re.findall(r"<xs:element name=[^>]*/>", file.read())
    with open("taxonomy/gaap-lite_pre.xml", encoding="utf-8") as file:
        links = re.findall(r"<link:presentationLink.*?</link:presentationLink>", file.read(), re.S)
    cover = {n for link in links if "role/DocumentInformation" in link for n in re.findall(r"#gaap-lite_(\w+)", link)}

    def has(name):
        first, last = years.get(name, ("-", "-"))
        return (first == "-" or first <= year) and (last == "-" or year <= last)

    path = os.path.join(folder, "stand-in-%s.zip" % year)
    with zipfile.ZipFile(path, "w") as package:
        rewrites = ""
        for prefix, space, address in (("us-gaap", *target[2:4]), ("dei", *target[4:6])):
            chosen = [
                re.sub(' gl:negative="[^"]*"', "", text).replace('id="gaap-lite_', 'id="%s_' % prefix)
                for name, text in zip(elements, declarations)
                if has(name) and (name in cover) == (prefix == "dei")
            ]
            package.writestr("t/schemas/%s.xsd" % prefix, SCHEMA % (space, "\n".join(chosen)))
            rewrites += '<rewriteURI uriStartString="%s" rewritePrefix="../schemas/%s.xsd"/>' % (address, prefix)
        package.writestr(
            "t/META-INF/catalog.xml",
            '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">%s</catalog>' % rewrites,
        )
        package.writestr(
            "t/META-INF/taxonomyPackage.xml",
            '<tp:taxonomyPackage xml:lang="en" xmlns:tp="http://xbrl.org/2016/taxonomy-package"><tp:identifier>urn:t'
            "</tp:identifier><tp:name>Stand-in</tp:name></tp:taxonomyPackage>",
        )
    return path


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


def load(path, check_calculations=True, packages=None):
    """Loads and validates; returns the faults Arelle reports and the facts of the reports."""
    options = RuntimeOptions(
        entrypointFile=path,
        packages=packages,
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
    year = re.search(r"target-year-(\d{4})", name)
    faults, facts = load(path, packages=[stand_in(os.path.dirname(path), year.group(1))] if year else None)
    faults += instance_faults(path)
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
