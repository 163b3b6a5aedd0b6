"""What every definition needs: reading the sources, writing the tables, naming the files by hash."""

import csv
import gzip
import hashlib
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
ELECTIONS = ROOT / "elections"


def data_folder():
    """The real data, beside the repository and never inside it."""
    for folder in (ROOT.parent / "shared" / "data", pathlib.Path("/work/shared/data")):
        if folder.is_dir():
            return folder
    raise SystemExit("make: ../shared/data is absent, so this definition can't be made")


def open_text(path):
    """A file of the data, packed or not; a byte order mark is skipped."""
    opened = gzip.open if path.endswith(".gz") else open
    return opened(data_folder() / path, "rt", encoding="utf-8-sig", newline="")


def rows_of(path, delimiter=","):
    with open_text(path) as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


def lines_of(path):
    with gzip.open(data_folder() / path, "rt", encoding="latin1") as lines:
        return [line.rstrip("\n") for line in lines]


def names(en, km, es=None):
    """One text a language; Spanish where the election has it."""
    return {"en": en} | ({"es": es} if es else {}) | {"km": km}


def english(text):
    """A text of an election whose one language is English."""
    return {"en": text}


def fact(about, status, source, en, km, es=None):
    return {"about": about, "status": status, "source": source, "note": names(en, km, es)}


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def text_of(value, indent=0, width=150):
    """JSON for people: what fits on a line stands on one line."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or len(line) + indent <= width:
        return line
    pad = " " * (indent + 2)
    if isinstance(value, dict):
        parts = [f"{json.dumps(k, ensure_ascii=False)}: {text_of(v, indent + 2)}" for k, v in value.items()]
        opening, closing = "{", "}"
    else:
        parts = [text_of(v, indent + 2) for v in value]
        opening, closing = "[", "]"
    return opening + "\n" + ",\n".join(pad + part for part in parts) + "\n" + " " * indent + closing


def table_of(name, columns, rows):
    """A table: one row a line, so that a difference between two versions is a line."""
    head = f'{{"format":"saksei/{name}/v1","columns":{compact(columns)},"rows":['
    body = ",\n".join(compact(row) for row in rows)
    return head + "\n" + body + ("\n" if rows else "") + "]}\n"


def example_of(origin, at, files, imports=None):
    """How the register of an example is built: one import of official figures by the transcriber, or one for each (mapping, file)."""
    return {
        "format": "saksei/example/v1",
        "origin": origin,
        "founder": {"organisation": "transcriber", "category": "transcriber", "interest": "transcriber"},
        "at": at,
        "imports": [{"source": "official", "mapping": mapping, "files": own} for mapping, own in imports or [("mapping-official.json", files)]],
    }


def write(folder, definition, units, stations, lists=None, form=None, mappings=(), procedures=False, example=None, contests=()):
    """
    Writes the files of a definition, then definition.json, which names them by hash. Procedures are kept by hand. Where the election has
    several contests, each of them (code, lists, form) has files of its own.
    """
    folder = ELECTIONS / folder
    folder.mkdir(parents=True, exist_ok=True)
    contents = [
        ("units", "units.json", table_of("units", *units)),
        ("stations", "stations.json", table_of("stations", *stations)),
    ]
    for code, own_lists, own_form in contests or [("", lists, form)]:
        suffix = f"-{code}" if code else ""
        contents += [("lists", f"lists{suffix}.json", table_of("lists", *own_lists), code), ("form", f"form{suffix}.json", text_of(own_form) + "\n", code)]
    if procedures:
        contents.append(("procedures", "procedures.json", (folder / "procedures.json").read_text(encoding="utf-8")))
    contents += [("mapping", path, text_of(mapping) + "\n") for path, mapping in mappings]
    files = []
    for role, path, text, *contest in contents:
        content = text.encode("utf-8")
        (folder / path).write_bytes(content)
        files.append({"role": role} | ({"contest": contest[0]} if contest and contest[0] else {}) | {"path": path, "sha256": hashlib.sha256(content).hexdigest(), "length": len(content)})
    (folder / "definition.json").write_bytes((text_of({**definition, "files": files}) + "\n").encode("utf-8"))
    if example:
        (folder / "example.json").write_bytes((text_of(example) + "\n").encode("utf-8"))
