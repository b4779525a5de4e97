"""Picks the people of a draw again, from docs/sortition.md alone and with another solver (HiGHS), and compares.

Usage: pick.py FILE…    ends non-zero if any file holds other people, or anything else that does not follow.
"""

import hashlib
import json
import sys
from fractions import Fraction
from math import ceil, floor

import highspy


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def merkle(hashes):
    """RFC 6962: split at the largest power of two below the number of leaves."""
    if len(hashes) == 1:
        return hashes[0]
    middle = 1 << ((len(hashes) - 1).bit_length() - 1)
    return sha256(b"\x01", merkle(hashes[:middle]), merkle(hashes[middle:]))


def root_of(draw):
    terms = draw["terms"]
    features = [
        [f["name"], f["shared"], [[q["value"], q["count"], q["least"], q["most"]] for q in f["quotas"]]]
        for f in terms["features"]
    ]
    head = ["loting-v1", terms["event"], terms["seats"], len(draw["lots"]), terms["public_value"], features]
    lots = sorted(draw["lots"], key=lambda lot: lot["lot"])
    leaves = [head] + [["lot", lot["lot"], lot["salt"], lot["behind"], lot["traits"]] for lot in lots]
    return merkle([sha256(b"\x00", compact(leaf)) for leaf in leaves])


def quotas(terms):
    """(place of the feature, value) -> least, most, worked out from the counts in exact fractions."""
    found = {}
    for place, feature in enumerate(terms["features"]):
        total = sum(quota["count"] for quota in feature["quotas"])
        for quota in feature["quotas"]:
            share = Fraction(quota["count"] * terms["seats"], total)
            if (quota["least"], quota["most"]) != (floor(share), ceil(share)):
                print(f"  moved: {feature['name']} {quota['value']} {quota['least']}-{quota['most']}")
            found[place, quota["value"]] = (quota["least"], quota["most"])
    return found


class Question:
    """Can `seats` more be seated so that all bounds hold? One integer variable for all with the same traits."""

    def __init__(self, lots, bounds):
        self.kinds = sorted({tuple(lot["traits"]) for lot in lots})
        self.groups = list(bounds)
        self.highs = highspy.Highs()
        self.highs.setOptionValue("output_flag", False)
        for column, _ in enumerate(self.kinds):
            self.highs.addVar(0, 0)
            self.highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        for place, value in self.groups:
            members = [column for column, kind in enumerate(self.kinds) if kind[place] == value]
            self.highs.addRow(0, 0, len(members), members, [1.0] * len(members))
        self.highs.addRow(0, 0, len(self.kinds), list(range(len(self.kinds))), [1.0] * len(self.kinds))

    def ask(self, left, bounds, seats):
        if any(most < 0 for _, most in bounds.values()):
            return False
        for column, kind in enumerate(self.kinds):
            self.highs.changeColBounds(column, 0, left.get(kind, 0))
        for row, group in enumerate(self.groups):
            self.highs.changeRowBounds(row, *bounds[group])
        self.highs.changeRowBounds(len(self.groups), seats, seats)
        self.highs.run()
        status = self.highs.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return True
        if status == highspy.HighsModelStatus.kInfeasible:
            return False
        raise RuntimeError(f"HiGHS says {status}")


def taken_off(bounds, traits):
    return {g: (lo - 1, up - 1) if traits[g[0]] == g[1] else (lo, up) for g, (lo, up) in bounds.items()}


def walk(order, bounds, seats, question):
    """Step 4 as it is written: take who comes next if the rest can still be filled with people further down."""
    left = {}
    for lot in order:
        kind = tuple(lot["traits"])
        left[kind] = left.get(kind, 0) + 1
    seated = []
    for lot in order:
        if seats == 0:
            break
        left[tuple(lot["traits"])] -= 1
        after = taken_off(bounds, lot["traits"])
        if question.ask(left, after, seats - 1):
            seated.append(lot["lot"])
            bounds, seats = after, seats - 1
    return seated


def differences(draw):
    """What in the file is not what follows from its lots, terms and public value."""
    root = root_of(draw)
    if root.hex() != draw["root"]:
        yield "another root"
    seed = sha256(b"loting-v1", root, draw["value"].strip().encode())
    if seed.hex() != draw["seed"]:
        yield "another seed"
    order = sorted(draw["lots"], key=lambda lot: (lot["behind"], sha256(seed, lot["lot"].encode())))
    terms, bounds = draw["terms"], quotas(draw["terms"])
    question = Question(order, bounds)
    seated = walk(order, bounds, terms["seats"], question)
    if seated != draw["seated"]:
        yield f"other people: {len(set(seated) ^ set(draw['seated']))} codes differ"
    if [lot["lot"] for lot in order if lot["lot"] not in set(seated)] != draw["reserves"]:
        yield "another order of the others"
    traits, gone = {lot["lot"]: lot["traits"] for lot in order}, set()
    for number, replaced in enumerate(draw["replaced"], 1):
        gone.update(replaced["gone"])
        seated = [code for code in seated if code not in gone]
        if replaced["moved"]:
            yield f"replacement {number} moved quotas, which this program does not work out"
            return
        now = bounds
        for code in seated:
            now = taken_off(now, traits[code])
        others = [lot for lot in order if lot["lot"] not in gone and lot["lot"] not in seated]
        next_one = walk(others, now, terms["seats"] - len(seated), question)[:1]
        if next_one != [replaced["seated"]]:
            yield f"replacement {number} is somebody else"
        seated.append(replaced["seated"])


def main(paths):
    agreeing = 0
    for path in paths:
        with open(path, encoding="utf-8") as file:
            found = list(differences(json.load(file)))
        print(f"{path}: {', '.join(found) or 'the same people'}")
        agreeing += not found
    print(f"{agreeing} of {len(paths)}")
    return 0 if paths and agreeing == len(paths) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
