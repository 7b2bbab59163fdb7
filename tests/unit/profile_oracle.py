"""What profile_oracle.c wrote of our trees, held against Python's plistlib.

A file that plistlib does not read is counted; a value we call unreadable is
not compared; of equal keys plistlib keeps the last.
"""
import datetime
import plistlib
import sys

EPOCH = datetime.datetime(1970, 1, 1)
counts = {"files": 0, "refused": 0, "values": 0, "left out": 0}
failures = []


class Lines:
    def __init__(self, stream):
        self.stream = stream
        self.line = None
        self.step()

    def step(self):
        line = self.line
        text = self.stream.readline()
        self.line = text.rstrip("\n").split(" ", 1) if text else None
        return line


def take_value(lines):
    """One value as (kind, what)."""
    kind, *rest = lines.step()
    if kind == "unreadable":
        return kind, None
    rest = rest[0] if rest else ""
    if kind == "array":
        return kind, [take_value(lines) for _ in range(int(rest))]
    if kind == "dict":
        return kind, [take_entry(lines) for _ in range(int(rest))]
    if kind in ("string", "data"):
        return kind, bytes.fromhex(rest)
    if kind == "real":
        return kind, float(rest)
    return kind, int(rest)


def take_entry(lines):
    word, name = lines.step()
    assert word == "key"
    return bytes.fromhex(name).decode("utf-8"), take_value(lines)


def same_scalar(kind, ours, theirs):
    if kind == "string":
        return type(theirs) is str and ours == theirs.encode("utf-8")
    if kind == "data":
        return type(theirs) is bytes and ours == theirs
    if kind == "boolean":
        return type(theirs) is bool and bool(ours) == theirs
    if kind == "integer":
        return type(theirs) is int and ours == theirs
    if kind == "real":
        return type(theirs) is float and (ours == theirs or
                                          (ours != ours and theirs != theirs))
    seconds = theirs - EPOCH if type(theirs) is datetime.datetime else None
    return seconds is not None and \
        ours == seconds.days * 86400 + seconds.seconds


def compare(where, ours, theirs):
    kind, what = ours
    if kind == "unreadable":
        counts["left out"] += 1
    elif kind == "array":
        if type(theirs) is not list or len(theirs) != len(what):
            failures.append((where, "another list"))
            return
        for i, item in enumerate(what):
            compare("%s/%d" % (where, i), item, theirs[i])
    elif kind == "dict":
        if isinstance(theirs, plistlib.UID):
            counts["left out"] += 1
            return
        entries = dict(what)
        counts["left out"] += len(what) - len(entries)
        if type(theirs) is not dict or \
                sorted(entries) != sorted(theirs):
            failures.append((where, "other keys"))
            return
        # The place of equal keys: plistlib's is that of the first.
        if len(entries) == len(what) and list(entries) != list(theirs):
            failures.append((where, "another order"))
        for name, value in entries.items():
            compare("%s/%s" % (where, name), value, theirs[name])
    elif same_scalar(kind, what, theirs):
        counts["values"] += 1
    else:
        failures.append((where, "%s %r, not %r" % (kind, what, theirs)))


def main(path):
    with open(path, encoding="ascii") as stream:
        lines = Lines(stream)
        while lines.line is not None:
            word, argument = lines.step()
            data = bytes.fromhex(argument.strip())
            where = "(signed)"
            if word == "file":
                where = data.decode("utf-8", "surrogateescape")
                with open(data, "rb") as file:
                    data = file.read()
            ours = take_value(lines)
            try:
                theirs = plistlib.loads(data)
            except Exception:
                counts["refused"] += 1
                continue
            counts["files"] += 1
            compare(where, ours, theirs)
    print("# plistlib:", ", ".join("%d %s" % (n, w)
                                   for w, n in counts.items()))
    for where, what in failures[:20]:
        print("# %s: %s" % (ascii(where), what[:200]))
    return bool(failures) or counts["files"] < 1000 or \
        counts["values"] < 100 * counts["left out"]


sys.exit(main(sys.argv[1]))
