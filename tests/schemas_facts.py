#!/usr/bin/env python3
"""Holds the bundled schema files against the facts of the published release.

Usage: schemas_facts.py SCHEMAS [FACTS]        TAP lines without a plan
       schemas_facts.py --sums SCHEMAS         the lines of tests/schemas.sums

A schema file's structure (everything but titles and texts) is compared
attribute by attribute with FACTS (profiles.json) where that is there, and
always with a digest that tests/schemas.sums keeps.  The files have one
regular shape, read here by a small parser of its own, so that nothing beyond
Python's standard library is needed; what it does not know is an error.
"""
import hashlib
import json
import os
import re
import sys

KEY_ORDER = ["key", "title", "supportedOS", "type", "subtype", "presence",
             "rangelist", "range", "default", "format", "repetition",
             "content", "subkeytype", "subkeys"]
PROSE = ("title", "content")


class Broken(Exception):
    pass


class Reader:
    """Block mappings and sequences, plain and single-quoted scalars, >- and
    |- texts, anchors and aliases on collections: the shape of our files."""

    def __init__(self, text):
        self.lines = text.split("\n")
        self.at = 0
        self.anchors = {}

    def fail(self, message):
        raise Broken("line %d: %s" % (self.at + 1, message))

    def peek(self):
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.strip() and not line.lstrip().startswith("#"):
                return len(line) - len(line.lstrip()), line.lstrip()
            self.at += 1
        return -1, ""

    def scalar(self, text):
        if text.startswith("'"):
            if len(text) < 2 or not text.endswith("'"):
                self.fail("unclosed quote")
            return text[1:-1].replace("''", "'")
        if text in ("true", "false"):
            return text == "true"
        if text == "[]":
            return []
        if re.fullmatch(r"-?[0-9]+", text):
            return int(text)
        if re.fullmatch(r"-?[0-9]+\.[0-9]+", text):
            return float(text)
        if re.match(r"[&*!|>\"%@`\[{]", text) or ": " in text or " #" in text:
            self.fail("a plain scalar of doubtful meaning: " + text)
        if re.fullmatch(r"~|null|yes|no|on|off|y|n", text, re.I):
            self.fail("a scalar that readers take differently: " + text)
        return text

    def block(self, style, indent):
        body = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.strip() and len(line) - len(line.lstrip()) < indent:
                break
            body.append(line[indent:])
            self.at += 1
        while body and not body[-1]:
            body.pop()
        return (" " if style == ">-" else "\n").join(body)

    def value(self, text, indent, in_sequence=False):
        """The value after 'key:' whose line is indented by INDENT."""
        if text in (">-", "|-"):
            return self.block(text, indent + 2)
        if text.startswith("*"):
            if text[1:] not in self.anchors:
                self.fail("alias without an anchor: " + text)
            return self.anchors[text[1:]]
        anchor = None
        if text.startswith("&"):
            anchor, text = text[1:], ""
        if text:
            return self.scalar(text)
        depth, line = self.peek()
        made = None
        if line.startswith("- ") and depth == indent:
            made = []
        elif depth > indent:
            made = {}
        else:
            self.fail("a key without a value")
        if anchor:
            self.anchors[anchor] = made
        if isinstance(made, list):
            self.sequence(depth, made)
        else:
            self.mapping(depth, made)
        return made

    def sequence(self, indent, out):
        while True:
            depth, line = self.peek()
            if depth != indent or not line.startswith("- "):
                return
            rest = line[2:]
            if re.match(r"key: ", rest):
                self.lines[self.at] = " " * (indent + 2) + rest
                item = {}
                out.append(item)
                self.mapping(indent + 2, item)
            else:
                out.append(self.scalar(rest))
                self.at += 1

    def mapping(self, indent, out):
        while True:
            depth, line = self.peek()
            if depth != indent or line.startswith("- "):
                if depth > indent:
                    self.fail("unexpected indentation")
                return
            found = re.match(r"([A-Za-z]+):(?: (.*))?$", line)
            if not found:
                self.fail("not 'key: value'")
            name, text = found.group(1), found.group(2) or ""
            if name in out:
                self.fail("twice: " + name)
            self.at += 1
            out[name] = self.value(text, indent)


def read_schema(path):
    with open(path, encoding="utf-8") as stream:
        reader = Reader(stream.read())
    made = {}
    reader.mapping(0, made)
    if reader.peek()[0] >= 0:
        reader.fail("text behind the end")
    return made


def structure(keys, path, seen, faults):
    """Facts of a list of keys, as profiles.json has them; fills FAULTS."""
    seen[id(keys)] = path
    out = []
    for key in keys:
        fact = {}
        here = (path + "/" if path else "") + str(key["key"])
        order = [KEY_ORDER.index(a) if a in KEY_ORDER else -1 for a in key]
        if -1 in order:
            faults.append(here + ": an unknown attribute")
        elif order != sorted(order):
            faults.append(here + ": attributes out of order")
        for prose in PROSE:
            text = key.get(prose)
            if not isinstance(text, str) or not text.strip(" ?"):
                faults.append(here + ": no " + prose)
        for name, value in key.items():
            if name in PROSE:
                continue
            if name == "subkeys" and id(value) in seen:
                fact["subkeys_ref"] = seen[id(value)]
                if here.startswith(seen[id(value)] + "/"):
                    fact["recursive"] = True
            elif name == "subkeys":
                fact[name] = structure(value, here, seen, faults)
            else:
                fact[name] = value
        out.append(fact)
    return out


def facts_of(schema, faults):
    if not str(schema.get("title", "")).strip():
        faults.append("no title")
    if not str(schema.get("description", "")).strip():
        faults.append("no description")
    payload = schema["payload"]
    out = {"payloadtype": payload["payloadtype"],
           "keys": structure(schema["payloadkeys"], "", {}, faults)}
    if "supportedOS" in payload:
        out["supportedOS"] = payload["supportedOS"]
    return out


def strip_prose(keys):
    return [dict({k: v for k, v in key.items() if k not in PROSE},
                 **({"subkeys": strip_prose(key["subkeys"])}
                    if "subkeys" in key else {})) for key in keys]


def count(keys):
    return sum(1 + count(key.get("subkeys", [])) for key in keys)


def digest(fact):
    text = json.dumps(fact, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def differences(ours, theirs, path, out):
    """Walks both; types count (1 is not true, '10.7' is not 10.7)."""
    if type(ours) is not type(theirs):
        out.append("%s: %r, the facts say %r" % (path, ours, theirs))
    elif isinstance(ours, dict):
        for name in list(theirs) + [n for n in ours if n not in theirs]:
            if name not in ours:
                out.append("%s: no %s" % (path, name))
            elif name not in theirs:
                out.append("%s: %s is not in the facts" % (path, name))
            else:
                differences(ours[name], theirs[name], path + "/" + name, out)
    elif isinstance(ours, list):
        if len(ours) != len(theirs):
            out.append("%s: %d entries, the facts have %d"
                       % (path, len(ours), len(theirs)))
        for number, (one, other) in enumerate(zip(ours, theirs)):
            name = str(number)
            if isinstance(other, dict):
                name = str(other.get("key", number))
            differences(one, other, path + "/" + name, out)
    elif ours != theirs:
        out.append("%s: %r, the facts say %r" % (path, ours, theirs))


def report(name, faults):
    print("%s - %s" % ("not ok" if faults else "ok", name))
    for fault in faults[:20]:
        print("#   " + fault)


def load_all(folder):
    for name in sorted(os.listdir(folder)):
        if name.endswith(".yaml"):
            yield name[:-5], os.path.join(folder, name)


def print_sums(folder):
    for name, path in load_all(folder):
        fact = facts_of(read_schema(path), [])
        print("%s %d %s" % (name.replace(" ", "_"), count(fact["keys"]),
                            digest(fact)))


def main(arguments):
    if arguments[0] == "--sums":
        print_sums(arguments[1])
        return
    sums = {}
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                          "schemas.sums")
    with open(beside, encoding="utf-8") as stream:
        for line in stream:
            name, number, sum_ = line.split()
            sums[name] = (int(number), sum_)
    facts = {}
    if len(arguments) > 1:
        with open(arguments[1], encoding="utf-8") as stream:
            for entry in json.load(stream)["files"]:
                facts[os.path.basename(entry["file"])[:-5]] = entry

    shape, summed, compared, keys = [], [], [], 0
    for name, path in load_all(arguments[0]):
        faults = []
        try:
            fact = facts_of(read_schema(path), faults)
        except (Broken, KeyError) as fault:
            shape.append("%s: %s" % (name, fault))
            continue
        shape += ["%s: %s" % (name, fault) for fault in faults]
        keys += count(fact["keys"])
        have = (count(fact["keys"]), digest(fact))
        if sums.pop(name.replace(" ", "_"), None) != have:
            summed.append("%s: not the structure of schemas.sums" % name)
        if facts and name not in facts:
            compared.append(name + ": not in the facts")
        elif facts:
            theirs = {k: v for k, v in facts[name].items()
                      if k in ("payloadtype", "supportedOS")}
            theirs["keys"] = strip_prose(facts[name]["keys"])
            differences(fact, theirs, name, compared)
    summed += ["%s: in schemas.sums, but there is no such file" % name
               for name in sums]
    there = {name for name, _ in load_all(arguments[0])}
    compared += ["%s: published, but there is no such file" % name
                 for name in sorted(set(facts) - there)]
    print("# %d keys" % keys)
    report("every_key_has_title_and_content_in_the_regular_shape", shape)
    report("structure_has_the_kept_digest", summed)
    if facts:
        report("structure_equals_the_published_facts", compared)
    else:
        print("ok - structure_equals_the_published_facts # SKIP no facts here")


main(sys.argv[1:])
