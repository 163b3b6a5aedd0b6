#!/usr/bin/env python3
"""Adds up a register's tables: python3 check.py FOLDER

FOLDER holds results.csv, seats.csv, copies.csv, copy-figures.csv, contradictions.csv and datapackage.json, as they were taken from
/data/ of one checkpoint. Nothing else is asked: no network, no library. Exit 0 where everything comes out the same.
"""

import collections
import csv
import fractions
import json
import pathlib
import sys


def table(folder, name):
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def totals(folder):
    """Votes by contest, constituency and list, out of the stations' rows."""
    votes = collections.Counter()
    for row in table(folder, "results"):
        votes[row["contest"], row["constituency"], row["list"]] += int(row["votes"] or 0)
    return votes


def highest_averages(votes, seats, divisor):
    """Seats one by one to the highest votes / divisor; None where two are level for the last."""
    held = dict.fromkeys(votes, 0)
    for _ in range(seats):
        quotient = {name: fractions.Fraction(count) / divisor(held[name]) for name, count in votes.items() if count}
        best = max(quotient.values(), default=0)
        level = [name for name, value in quotient.items() if value == best]
        if len(level) != 1:
            return None
        held[level[0]] += 1
    return held


DIVISORS = {"dhondt": lambda held: held + 1, "cambodia": lambda held: held + 1, "sainte-lague": lambda held: 2 * held + 1}


def rule_of(package, contest):
    """The rule where this program knows all of it: a divisor method with at most one threshold in each constituency."""
    rule = package["seatRules"].get(contest, {})
    return rule if rule.get("plain") and rule["method"] in DIVISORS else None


def check_totals(folder, votes):
    wrong = [f"votes of {key}: {votes[key]} by stations" for row in table(folder, "seats")
             if votes[key := (row["contest"], row["constituency"], row["list"])] != int(row["votes"])]
    return wrong


def check_seats(folder, package, votes):
    given, counted, unknown, wrong = collections.defaultdict(dict), 0, 0, []
    for row in table(folder, "seats"):
        given[row["contest"], row["constituency"]][row["list"]] = int(row["seats"])
    for (contest, constituency), seats in given.items():
        rule = rule_of(package, contest)
        mine = {name: votes[contest, constituency, name] for name in seats}
        least = fractions.Fraction(rule.get("threshold", "0")) * sum(mine.values()) if rule else 0
        held = highest_averages({name: count for name, count in mine.items() if count >= least}, sum(seats.values()), DIVISORS[rule["method"]]) if rule else None
        if held is None:
            unknown += 1
            continue
        counted += 1
        if {name: held.get(name, 0) for name in seats} != seats:
            wrong.append(f"seats of {contest} {constituency}: {held}, not {seats}")
    return wrong, counted, unknown


def contradictions(folder):
    """Stations whose copies differ in a figure that both have, out of the copies' own figures."""
    stations = {row["act"]: (row["contest"], row["station"]) for row in table(folder, "copies")}
    values = collections.defaultdict(set)
    for row in table(folder, "copy-figures"):
        values[stations[row["act"]] + (row["figure"],)].add(row["value"])
    return {key for key, found in values.items() if len(found) > 1}


def check_contradictions(folder):
    decided = {(row["contest"], row["station"]) for row in table(folder, "results") if row["status"] == "adjudicated"}
    mine = {key for key in contradictions(folder) if key[:2] not in decided}
    theirs = {(row["contest"], row["station"], row["figure"]) for row in table(folder, "contradictions")}
    return [f"contradiction: {key}" for key in sorted(mine ^ theirs)], len(mine)


def main(folder):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    votes = totals(folder)
    wrong = check_totals(folder, votes)
    seats, counted, unknown = check_seats(folder, package, votes)
    differing, figures = check_contradictions(folder)
    print(f"{package['register']}, checkpoint {package['checkpoint']}" + (" (simulated)" if package["simulated"] else ""))
    print(f"votes: {len(votes)} totals of lists recomputed, {len(wrong)} differ")
    print(f"seats: {counted} constituencies recomputed, {len(seats)} differ; {unknown} by a rule, or with a tie, that this program doesn't know")
    print(f"copies: {figures} figures differ by their own count, {len(differing)} otherwise than published")
    for line in (wrong + seats + differing)[:20]:
        print(line)
    return 1 if wrong or seats or differing else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    try:
        raise SystemExit(main(pathlib.Path(sys.argv[1])))
    except FileNotFoundError as missing:
        raise SystemExit(f"{missing.filename} isn't there: take all the tables that stand above, of one checkpoint") from None
