"""Checks what is committed in elections/: python3 elections/make/check.py. Needs no data; uses jsonschema where it is installed."""

import hashlib
import json
import sys

from common import ELECTIONS, ROOT
from palette import contrast

# Units, stations, units of absent residents, lists, seats.
COUNTS = {
    "bolivia-2019": (7, 13101, 0, 9, 0),
    "spain-2019": (1 + 52 + 8131 + 52, 59607, 52, 106, 350),
    "cambodia-rehearsal": (1 + 25 + 210 + 1652, 23789, 0, 18, 125),
    "cambodia-2023": (26, 0, 0, 18, 125),
    "cambodia-2027": (1 + 25 + 210 + 1652, 23789, 0, 20, 11622),
    "cambodia-2028": (1 + 25 + 210 + 1652, 23789, 0, 20, 125),
    "portugal-2025-councils": (1 + 308, 308, 0, 149, 2058),
    "portugal-2025-assemblies": (1 + 308, 308, 0, 145, 6463),
    "portugal-2025": (1 + 308, 308, 0, 149 + 145, 2058 + 6463),
    "norway-2013": (1 + 19, 19, 0, 21, 169),
    "georgia-2012-lists": (1 + 74, 3696, 0, 16, 77),
    "georgia-2012": (1 + 74, 3696, 0, 16 + 15, 77 + 73),
    "mexico-2012": (1 + 32 + 300, 143132, 0, 4, 0),
}


def schema_errors(name, value):
    try:
        import jsonschema
    except ImportError:
        return []
    schema = json.loads((ROOT / "docs" / "spec" / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return [f"{error.json_path}: {error.message}" for error in jsonschema.Draft202012Validator(schema).iter_errors(value)]


def names_in(value):
    """Every object of names and notes, wherever it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("names", "note"):
                yield inner
            else:
                yield from names_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names_in(inner)


def table(text, name, wrong):
    value = json.loads(text)
    if value["format"] != f"saksei/{name}/v1":
        wrong.append(f"{name}: format")
    columns, rows = value["columns"], value["rows"]
    if any(len(row) != len(columns) for row in rows):
        wrong.append(f"{name}: a row has other than {len(columns)} cells")
    codes = [row[0] for row in rows]
    if len(set(codes)) != len(codes):
        wrong.append(f"{name}: a code stands twice")
    if any(not (1 <= len(code) <= 64 and all("!" <= c <= "~" for c in code)) for code in codes):
        wrong.append(f"{name}: a code isn't printable ASCII")
    return [dict(zip(columns, row)) for row in rows]


def check_contest(contest, code_of, kinds, texts, mappings, wrong):
    """A contest, or the one that stands at the top level: its form, and how many lists and seats it has."""
    constituencies = {code for code, kind in kinds.items() if kind == contest["constituencies"]["kind"]}
    seats = contest["constituencies"].get("seats", [])
    named = {seat["unit"] for seat in seats}
    # One of several contests needn't be held everywhere.
    if seats and (named != constituencies and not (code_of and named <= constituencies)) or len({s["unit"] for s in seats}) != len(seats):
        wrong.append("constituencies: seats don't cover them")
    lists = table(texts["lists", code_of][0], "lists", wrong)
    for one in lists:
        if not set(one.get("constituencies") or []) <= constituencies:
            wrong.append(f"lists: {one['code']} stands in an unknown constituency")
        if contrast([int(one["colour"][at:at + 2], 16) for at in (1, 3, 5)]) < 3:
            wrong.append(f"lists: {one['code']} is too faint")
    if len({one["colour"] for one in lists}) != len(lists):
        wrong.append("lists: a colour stands twice")
    codes = {one["code"] for one in lists}

    form = json.loads(texts["form", code_of][0])
    wrong += schema_errors("form", form)
    fields = {field["code"] for field in form["fields"]}
    meanings = [field["meaning"] for field in form["fields"] if "meaning" in field]
    if len(fields) != len(form["fields"]) or len(set(meanings)) != len(meanings):
        wrong.append("form: a field or meaning stands twice")
    for one in form["checks"]:
        if not set(one["left"] + one["right"]) <= fields | {"votes"}:
            wrong.append(f"form: {one['code']} names an unknown field")
    for mapping in mappings:
        if mapping["form"] != form["code"]:
            continue
        for file in mapping["files"]:
            if not set(file.get("figures", {})) <= fields or not set(file.get("votes", {})) <= codes:
                wrong.append(f"mapping: {file['name']} names an unknown field or list")
    published = contest.get("published")
    if published:
        votes = sum(one["votes"] for one in published["lists"])
        if votes != published["valid"] or published["valid"] + published["invalid"] != published["cast"]:
            wrong.append("published: the figures don't add up")
        if {one["list"] for one in published["lists"]} != codes:
            wrong.append("published: lists")
        for one in published["lists"]:
            won = sum(w["seats"] for w in published.get("winners", []) if w["list"] == one["list"])
            if "winners" in published and won != one["seats"]:
                wrong.append(f"published: winners of {one['list']}")
        for seat in seats:
            if sum(w["seats"] for w in published.get("winners", []) if w["constituency"] == seat["unit"]) != seat["seats"]:
                wrong.append(f"published: winners in {seat['unit']}")
    return form, len(lists), sum(seat["seats"] for seat in seats)


def check(name):
    wrong = []
    folder = ELECTIONS / name
    definition = json.loads((folder / "definition.json").read_text("utf-8"))
    wrong += schema_errors("definition", definition)
    texts = {}
    for file in definition["files"]:
        content = (folder / file["path"]).read_bytes()
        if hashlib.sha256(content).hexdigest() != file["sha256"] or len(content) != file["length"]:
            wrong.append(f"{file['path']}: hash or length")
        if b"\r" in content:
            wrong.append(f"{file['path']}: a carriage return")
        texts.setdefault((file["role"], file.get("contest", "")), []).append(content.decode("utf-8"))
    extra = {path.name for path in folder.iterdir()} - {file["path"] for file in definition["files"]} - {"definition.json", "example.json", "record.json"}
    wrong += [f"{path}: not named by the definition" for path in sorted(extra)]

    units, stations = (table(texts[role, ""][0], role, wrong) for role in ("units", "stations"))
    kinds = {unit["code"]: unit["kind"] for unit in units}
    roots = [unit["code"] for unit in units if unit["parent"] == ""]
    if len(roots) != 1:
        wrong.append(f"units: {len(roots)} roots")
    before = set()
    for unit in units:
        if unit["parent"] and unit["parent"] not in before:
            wrong.append(f"units: {unit['code']} stands before its parent")
        before.add(unit["code"])
    wrong += [f"stations: {s['code']} lies in no unit" for s in stations if s["unit"] not in kinds]
    wrong += [f"stations: {s['code']} kind" for s in stations if s.get("kind", "polling-station") not in ("polling-station", "absent-residents")]

    mappings = [json.loads(text) for text in texts.get(("mapping", ""), [])]
    contests = definition.get("contests") or [definition | {"code": ""}]
    parts = [check_contest(contest, contest["code"], kinds, texts, mappings, wrong) for contest in contests]
    forms = [form for form, _, _ in parts]
    if len({form["code"] for form in forms}) != len(forms):
        wrong.append("form: two contests have a code")
    for mapping in mappings:
        wrong += schema_errors("mapping", mapping)
        if mapping["form"] not in {form["code"] for form in forms} or mapping["sheet"] not in {sheet["code"] for sheet in definition["sheets"]}:
            wrong.append("mapping: unknown form or sheet")
    for names in names_in([definition, forms, mappings]):
        if set(names) != set(definition["languages"]):
            wrong.append(f"names: {names}")

    absent = sum(station.get("kind") == "absent-residents" for station in stations)
    counts = (len(units), len(stations), absent, sum(lists for _, lists, _ in parts), sum(seats for _, _, seats in parts))
    if counts != COUNTS[name]:
        wrong.append(f"counts: {counts}, not {COUNTS[name]}")
    if name == "cambodia-rehearsal" and sum(s["unit"].startswith("12") for s in stations) != 2206:
        wrong.append("stations of Phnom Penh")
    return wrong


def main():
    failed = False
    for name in COUNTS:
        wrong = check(name)
        failed |= bool(wrong)
        print(f"{name}: {'right' if not wrong else ''}", *wrong[:20], sep="\n  " if wrong else "")
    sys.exit(failed)


main()
