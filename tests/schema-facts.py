#!/usr/bin/env python3
"""Compares tests/unit/schema_dump with the facts, attribute by attribute.

usage: schema-facts.py DUMP FACTS.json FOLDER
FOLDER is the schema checkout that the facts were taken from.  Prints each
difference and a last line "FILES files, KEYS keys, DIFFERENCES differences".
"""
import json
import os
import subprocess
import sys

IGNORED = {"asset-content-types", "has_note"}	# read, not kept by the loader
TOP_IGNORED = {"notes", "reasons", "apply", "beta", "related-status-items",
               "status-items", "examples"}
VERSIONS = {"introduced", "deprecated", "removed"}


def version(text):
    if text == "all":
        text = "0"
    if text == "n/a":
        return text
    parts = [int(p) for p in str(text).split(".")]
    return tuple(parts + [0] * (3 - len(parts)))


def plain(value):
    """A subset of YAML's typing differences that do not matter."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return float(value)
    return value


class Comparison:
    def __init__(self):
        self.differences = []
        self.keys = 0

    def note(self, where, what, got, want):
        self.differences.append(f"{where}: {what}: got {got!r}, want {want!r}")

    def systems(self, where, got, want):
        got, want = got or {}, want or {}
        if set(got) != set(want):
            self.note(where, "systems", sorted(got), sorted(want))
        for name in set(got) & set(want):
            self.attributes(f"{where} [{name}]", got[name], want[name])

    def attributes(self, where, got, want):
        for name in sorted(set(got) | set(want)):
            a, b = got.get(name), want.get(name)
            if name in VERSIONS:
                a = a and version(a)
                b = b and version(b)
                # "removed: n/a" says no more than no mark at all
                if name != "introduced" and b == "n/a":
                    b = None
            if isinstance(a, dict) and isinstance(b, dict):
                self.attributes(f"{where} {name}", a, b)
            elif isinstance(b, str) and isinstance(a, list):
                if a != [b]:
                    self.note(where, name, a, b)
            elif a != b:
                self.note(where, name, a, b)

    def key(self, where, got, want):
        self.keys += 1
        for name in sorted(set(got) | set(want)):
            a, b = got.get(name), want.get(name)
            if name in IGNORED or name == "subkeys":
                continue
            if name == "supportedOS":
                self.systems(where, a, b)
                continue
            if name in ("type", "subtype") and b is not None:
                b = b.strip("<>")
            if name == "title" and not b:
                b = None	# an empty title is none
            if name in ("default",):
                a, b = plain(a), plain(b)
            if name == "rangelist" and a and b:
                a, b = [plain(v) for v in a], [plain(v) for v in b]
            if name in ("range", "repetition") and a and b:
                a = {k: plain(v) for k, v in a.items()}
                b = {k: plain(v) for k, v in b.items()}
            if a != b:
                if name == "rangelist" and b is None and "subkeys" in want:
                    continue	# a scalar whose subkeys are its values
                self.note(where, name, a, b)
        scalar = got["type"] not in ("array", "dictionary")
        if scalar and "subkeys" in want:
            names = [k["key"] for k in want["subkeys"]]
            if [str(v) for v in got.get("rangelist", [])] != names:
                self.note(where, "values", got.get("rangelist"), names)
            self.keys += len(names)
        else:
            self.list(where, got.get("subkeys"), want.get("subkeys"))

    def list(self, where, got, want):
        got, want = got or [], want or []
        a, b = [k["key"] for k in got], [k["key"] for k in want]
        if a != b:
            self.note(where, "keys", a, b)
        for g, w in zip(got, want):
            self.key(f"{where}/{w['key']}", g, w)

    def file(self, got, want):
        where = want["file"]
        for name in sorted((set(got) | set(want)) - TOP_IGNORED):
            if name in ("keys", "responsekeys"):
                self.list(where, got.get(name), want.get(name))
            elif name == "supportedOS":
                self.systems(where, got[name], want.get(name))
            elif name not in ("file", "loader-notes"):
                if got.get(name) != want.get(name):
                    self.note(where, name, got.get(name), want.get(name))


def main():
    dump, facts, folder = sys.argv[1:]
    wanted = json.load(open(facts, encoding="utf-8"))["files"]
    paths = [os.path.join(folder, f["file"]) for f in wanted]
    out = subprocess.run([dump] + paths, check=True,
                         stdout=subprocess.PIPE).stdout
    comparison = Comparison()
    lines = out.decode("utf-8").splitlines()
    for line, want in zip(lines, wanted):
        comparison.file(json.loads(line), want)
    for difference in comparison.differences[:50]:
        print(difference)
    print(f"{len(lines)} files, {comparison.keys} keys, "
          f"{len(comparison.differences)} differences")
    return 1 if comparison.differences or len(lines) != len(wanted) else 0


sys.exit(main())
