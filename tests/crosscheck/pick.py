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
        for _ in self.kinds:
            self.add_integer(0)
        for group in self.groups:
            self.add_row(0, 0, self.members(group))
        self.add_row(0, 0, range(len(self.kinds)))

    def members(self, group):
        return [column for column, kind in enumerate(self.kinds) if kind[group[0]] == group[1]]

    def add_integer(self, most):
        self.highs.addVar(0, most)
        column = self.highs.getNumCol() - 1
        self.highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        return column

    def add_row(self, least, most, columns, extra=()):
        terms = [(column, 1.0) for column in columns] + list(extra)
        self.highs.addRow(least, most, len(terms), [column for column, _ in terms], [by for _, by in terms])

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


def counted(lots):
    left = {}
    for lot in lots:
        kind = tuple(lot["traits"])
        left[kind] = left.get(kind, 0) + 1
    return left


def smallest_moves(lots, bounds, seats):
    """How far each bound moves: first the smallest sum, then each in its order, the lower bound before the upper."""
    question, left = Question(lots, bounds), counted(lots)
    highs, infinity, moves = question.highs, highspy.kHighsInf, []
    for column, kind in enumerate(question.kinds):
        highs.changeColBounds(column, 0, left[kind])
    for row, group in enumerate(question.groups):
        least, most = bounds[group]
        highs.changeRowBounds(row, -infinity, infinity)
        down, up = question.add_integer(max(least, 0)), question.add_integer(infinity)
        question.add_row(least, infinity, question.members(group), [(down, 1.0)])
        question.add_row(-infinity, most, question.members(group), [(up, -1.0)])
        moves += [down, up]
    highs.changeRowBounds(len(question.groups), seats, seats)
    for together in [moves] + [[move] for move in moves]:
        for move in moves:
            highs.changeColCost(move, float(move in together))
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"HiGHS says {highs.getModelStatus()}")
        least = round(highs.getObjectiveValue())
        question.add_row(least, least, together)
    values = [round(value) for value in highs.getSolution().col_value]
    return {group: (values[down], values[up]) for group, down, up in zip(question.groups, moves[::2], moves[1::2])}


def moved_bounds(terms, moves):
    """The moves in words of the terms, as the file has them."""
    for (place, value), (down, up) in moves.items():
        feature = terms["features"][place]
        quota = next(quota for quota in feature["quotas"] if quota["value"] == value)
        for bound, by in (("least", -down), ("most", up)):
            if by:
                words = {"feature": feature["name"], "value": value, "bound": bound}
                yield words | {"from": quota[bound], "to": quota[bound] + by}


def taken_off(bounds, traits):
    return {g: (lo - 1, up - 1) if traits[g[0]] == g[1] else (lo, up) for g, (lo, up) in bounds.items()}


def walk(order, bounds, seats, question):
    """Step 4 as it is written: take who comes next if the rest can still be filled with people further down."""
    left, seated = counted(order), []
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
        return
    if [lot["lot"] for lot in order if lot["lot"] not in set(seated)] != draw["reserves"]:
        yield "another order of the others"
    traits, gone = {lot["lot"]: lot["traits"] for lot in order}, set()
    for number, replaced in enumerate(draw["replaced"], 1):
        gone.update(replaced["gone"])
        seated = [code for code in seated if code not in gone]
        now = bounds
        for code in seated:
            now = taken_off(now, traits[code])
        others = [lot for lot in order if lot["lot"] not in gone and lot["lot"] not in seated]
        free = min(terms["seats"] - len(seated), len(others))
        moved = []
        if not question.ask(counted(others), now, free):
            moves = smallest_moves(others, now, free)
            moved = list(moved_bounds(terms, moves))
            now = {group: (least - moves[group][0], most + moves[group][1]) for group, (least, most) in now.items()}
        if moved != replaced["moved"]:
            yield f"replacement {number} moved other bounds"
            return
        if walk(others, now, free, question)[:1] != [replaced["seated"]]:
            yield f"replacement {number} is somebody else"
            return
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
