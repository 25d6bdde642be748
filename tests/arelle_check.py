"""Lets Arelle load and validate converted filings, and compares the facts it reads from each format.

    arelle_check.py [--packages ZIP] FOLDER...
    arelle_check.py --schemas XSD...

Each FOLDER holds filings as xbrlize wrote them in several formats, and for each NAME.ndjson with our own list of facts;
a package of many reports holds those of all lists.  Of every report Arelle must say no error, no warning
and no inconsistency, offline, with Calculations 1.1 (round to nearest) and the OIM checks, and the facts it reads must be
those of the list.  Prints "ok NAME" or "FAIL NAME".
"""

import argparse
import collections
import datetime
import decimal
import glob
import gzip
import json
import multiprocessing
import os
import re
import sys
import zipfile
from xml.etree import ElementTree

from arelle.api.Session import Session
from arelle.logging.handlers.StructuredMessageLogHandler import StructuredMessageLogHandler
from arelle.RuntimeOptions import RuntimeOptions

BAD_LEVELS = {"WARNING", "ERROR", "CRITICAL", "INCONSISTENCY"}
BAD_CODES = ("xbrl", "xlink", "oim", "xml", "tpe", "rpe", "ix") # of whatever level
INLINE = (".xbri", ".htm", ".xhtml")
REPORTS = (".xbr", ".xbri", ".xbrl", ".json", ".csv.zip", ".zip", "_ix.htm", ".htm", ".xhtml")
PREFIXES = {"gaap-lite": "https://xbrlize.org/gaap-lite/2026", "ext": "https://xbrlize.org/ext/"}

Fact = collections.namedtuple("Fact", "concept start end unit value decimals dimensions")


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
    return format(decimal.Decimal(text).normalize(), "f")


def concept(name):
    """The name with the prefix our own lists have; ext: is the namespace of the filing."""
    for prefix, space in PREFIXES.items():
        if name.namespaceURI.startswith(space):
            return prefix + ":" + name.localName
    for prefix in ("us-gaap", "dei"): # of whatever year
        if "/%s/" % prefix in name.namespaceURI:
            return prefix + ":" + name.localName
    return name.clarkNotation


def unit_text(fact):
    if not fact.isNumeric:
        return None
    over, under = fact.unit.measures
    text = "*".join(sorted(q.localName for q in over))
    if under:
        text += "Per" + "*".join(sorted(q.localName for q in under)).replace("shares", "Share")
    return text


def dimensions_text(text):
    return ";".join(sorted(text.split(";")))


def member_text(dimension):
    return concept(dimension.memberQname) if dimension.isExplicit else dimension.typedMember.stringValue


def arelle_fact(fact):
    context = fact.context
    day = datetime.timedelta(days=1)
    value = None
    if not fact.isNil:
        value = number(str(fact.xValue)) if fact.isNumeric else str(fact.value)
    return Fact(
        concept(fact.qname),
        None if context.isInstantPeriod else context.startDatetime.date().isoformat(),
        (context.endDatetime - day).date().isoformat(),
        unit_text(fact),
        value,
        None if fact.isNil or not fact.isNumeric else str(fact.decimals or "INF"),
        dimensions_text(";".join("%s=%s" % (concept(axis), member_text(d)) for axis, d in context.qnameDims.items())),
    )


def own_facts(path):
    facts = []
    with open(path, encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            numeric, value = row["unit"] is not None, row["value"]
            if numeric and value is not None:
                value = number(value)
            places = None if row["decimals"] is None else str(row["decimals"])
            dimensions = dimensions_text(row.get("dimensions") or "")
            facts.append(Fact(row["concept"], row["start"], row["end"], row["unit"], value, places, dimensions))
    return facts


def load(path, packages=(), calculations=True):
    """Loads and validates; returns the faults Arelle reports, the facts and the entities of the reports."""
    options = RuntimeOptions(
        entrypointFile=path,
        packages=list(packages) or None,
        internetConnectivity="offline",
        disablePersistentConfig=True,
        validate=True,
        calcs="c11r" if calculations else None,
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
            if m["levelname"] in BAD_LEVELS or (m["messageCode"] or "").startswith(BAD_CODES)
        ]
        models = session.get_models()
        facts = [arelle_fact(fact) for model in models for fact in model.facts]
        entities = {fact.context.entityIdentifier for model in models for fact in model.facts}
        if not models:
            faults.append("nothing was loaded")
    return faults, facts, entities


def differences(ours, theirs):
    ours, theirs = collections.Counter(ours), collections.Counter(theirs)
    lines = ["Arelle lacks: %r" % (fact,) for fact in (ours - theirs).elements()]
    return lines + ["only Arelle has: %r" % (fact,) for fact in (theirs - ours).elements()]


def unpacked(folder):
    """Arelle does not read reports compressed by gzip: they are unpacked beside themselves, where plain ones are not."""
    for path in glob.glob(os.path.join(folder, "*.gz")):
        plain = path[: -len(".gz")]
        with gzip.open(path, "rb") as packed:
            content = packed.read()
        if os.path.exists(plain):
            with open(plain, "rb") as file:
                if file.read() != content:
                    yield "%s is not %s" % (path, plain)
        else:
            with open(plain, "wb") as file:
                file.write(content)


def check(job):
    folder, packages = job
    lines, entities = list(unpacked(folder)), {}
    name = os.path.basename(folder.rstrip("/"))
    lists = {os.path.basename(p)[: -len(".ndjson")]: own_facts(p) for p in glob.glob(os.path.join(folder, "*.ndjson"))}
    whole = [fact for facts in lists.values() for fact in facts]
    reports = [p for p in sorted(os.listdir(folder)) if p.endswith(REPORTS)]
    for report in reports:
        path, year = os.path.join(folder, report), re.search(r"target-year-(\d{4})", folder)
        more = [stand_in(folder, year.group(1))] if year else []
        faults, facts, entities[report] = load(path, list(packages) + more)
        faults += instance_faults(path) if report.endswith(".xbr") else []
        stem = next(report[: -len(end)] for end in sorted(REPORTS, key=len, reverse=True) if report.endswith(end))
        ours = lists.get(stem, whole)
        if report.endswith(INLINE): # a figure that is printed twice is tagged twice
            ours, facts = set(ours), set(facts)
        lines += ["%s: %s" % (report, fault) for fault in faults + differences(ours, facts)]
        for other in entities:
            if other.startswith(stem + ".") and entities[other] != entities[report]:
                lines.append("%s is about %r, %s about %r" % (other, entities[other], report, entities[report]))
    if not reports or not whole:
        lines.append("nothing to compare")
    result = "FAIL" if lines else "ok"
    return not lines, lines[:20] + ["%s arelle %s, %d facts, %d reports" % (result, name, len(whole), len(reports))]


def check_schemas(paths):
    good = True
    for path in paths:
        faults, _, _ = load(path, calculations=False)
        print("\n".join(faults[:20] + ["%s arelle %s" % ("FAIL" if faults else "ok", os.path.basename(path))]))
        good = good and not faults
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--packages", action="append", default=[])
    parser.add_argument("--schemas", action="store_true")
    parser.add_argument("paths", nargs="+")
    arguments = parser.parse_args()
    if arguments.schemas:
        return 0 if check_schemas(arguments.paths) else 1
    jobs = [(path, arguments.packages) for path in arguments.paths if os.path.isdir(path)]
    good = bool(jobs)
    with multiprocessing.Pool(min(4, os.cpu_count() or 1)) as pool:
        for fine, lines in pool.imap(check, jobs):
            print("\n".join(lines), flush=True)
            good = good and fine
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
