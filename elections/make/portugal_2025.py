"""Portugal, local elections of 12 October 2025: the councils, the assemblies, or both, of 308 municipalities."""

import collections
import re

import wording
from common import english, example_of, fact, rows_of, write
from palette import palette

DATA = "https://www.eleicoes.mai.gov.pt/autarquicas2025/"
LAW = "https://diariodarepublica.pt/dr/legislacao-consolidada/lei/2001-34537175"
EN = ("en",)
PARTS = {
    "councils": ("cm", "Portugal, municipal councils, 12 October 2025", "2,058 seats of 308 municipal councils"),
    "assemblies": ("am", "Portugal, municipal assemblies, 12 October 2025", "6,463 seats of 308 municipal assemblies, those directly elected"),
}
CONTESTS = {
    "councils": ("council-result", "Municipal council", "Result of the municipality: council"),
    "assemblies": ("assembly-result", "Municipal assembly", "Result of the municipality: assembly"),
}
RULE = {
    "method": "dhondt",
    "ties": [{"by": "fewer-votes", "article": "LEOAL art. 13.d"}],
    "article": "LEOAL art. 13",
}


def code_of(party):
    """The data's short name, with a hyphen for what a code can't hold."""
    return re.sub(r"[^!-~]+|[\"\\]", "-", party)


def files_of(part):
    organ = PARTS[part][0]
    return [f"portugal-2025/{organ}_concelhos_participacao.csv.gz", f"portugal-2025/{organ}_concelhos.csv.gz"]


def turnout_of(part):
    return sorted(rows_of(files_of(part)[0]), key=lambda row: row["territory_code"])


def parties_of(part):
    """Where each party's list stands, the parties with the most votes first."""
    votes, stands = collections.Counter(), collections.defaultdict(set)
    for row in rows_of(files_of(part)[1]):
        votes[row["party"]] += int(row["votes"])
        stands[row["party"]].add(row["territory_code"])
    return {party: sorted(stands[party]) for party in sorted(votes, key=lambda party: (-votes[party], party))}, votes


def constituencies_of(turnout):
    return {"kind": "municipality", "councils": True, "seats": [{"unit": row["territory_code"], "seats": int(row["mandates_total"])} for row in turnout]}


def form_of(code, title):
    return {
        "format": "saksei/form/v1",
        "code": code,
        "names": english(title),
        "fields": [
            wording.field("registered", "A", wording.REGISTERED, "registered"),
            wording.field("cast", "B", wording.CAST, "cast"),
            wording.field("blank", "C", wording.BLANK, "blank"),
            wording.field("invalid", "D", wording.INVALID, "invalid"),
        ],
        "votes": {"names": wording.LIST_VOTES},
        "checks": [
            wording.check("E101", "error", english("Ballots are blank ballots, invalid ballots and votes"), ["cast"], "equals", ["blank", "invalid", "votes"]),
            wording.check("W201", "warning", english("No more ballots than voters on the list"), ["cast"], "at-most", ["registered"]),
        ],
        "digits": ["latin"],
        "maximum": 9999999,
    }


def mapping_of(form, title, parties):
    station = {"columns": ["territory_code"], "join": ""}
    reading = {"encoding": "utf-8", "delimiter": ",", "header": True}
    return {
        "format": "saksei/mapping/v1",
        "names": english(title),
        "sheet": "result",
        "form": form,
        "files": [
            {"name": "turnout", **reading, "layout": "wide", "station": station,
             "figures": {"registered": "subscribers", "cast": "votes", "blank": "blank_votes", "invalid": "null_votes"}},
            {"name": "votes", **reading, "layout": "long", "station": station, "list": "party", "value": "votes",
             "votes": {code_of(party): party for party in parties}},
        ],
    }


def units_of(turnout):
    return (["code", "parent", "kind", "name.en"], [["PT", "", "country", "Portugal"]] + [[row["territory_code"], "PT", "municipality", row["territory_name"]] for row in turnout])


def stations_of(turnout):
    return (["code", "unit", "kind", "registered"], [[row["territory_code"], row["territory_code"], "polling-station", int(row["subscribers"])] for row in turnout])


def lists_of(parties, colours):
    return (["code", "short", "name.en", "colour", "constituencies"], [[code_of(party), party, party, colours[party], stands] for party, stands in parties.items()])


def shared_facts():
    return [
        fact("stations", "derived", DATA, "The data has no polling stations: each municipality's result stands as one.", None),
        fact("lists.code", "derived", DATA, "The short name of the data, with a hyphen for every space and letter that a code can't hold.", None),
        fact("lists.constituencies", "derived", DATA, "A list stands where the data has a row for it; lists of one short name are taken for one.", None),
        wording.colour_fact(DATA),
        wording.ground_fact(LAW),
    ]


def facts_of(prefix, seats_text):
    return [
        fact(f"{prefix}constituencies.seats", "published", DATA, f"{seats_text}, as published by the ministry (MAI, by way of PÚBLICO, CC BY 4.0).", None),
        fact(f"{prefix}seatRule", "published", LAW, "D'Hondt in each municipality, without a threshold (LEOAL, Organic Law 1/2001).", None),
        fact(f"{prefix}seatRule.ties", "published", LAW, "The last seat goes, of equal terms of the series, to the list with fewer votes.", None),
    ]


def definition_of(name, title, own, facts):
    """What the election is: `own` is its contests, or what the one contest has."""
    return {
        "format": "saksei/definition/v1",
        "code": name,
        "names": english(title),
        "date": "2025-10-12",
        "timeZone": "Europe/Lisbon",
        "languages": list(EN),
        **own,
        "offices": wording.offices("transcriber"),
        "vouching": {"required": 2},
        "sheets": [{"code": "result", "names": english("Result of the municipality")}],
        "grounds": wording.grounds({}),
        "facts": facts + shared_facts(),
    }


def make(part):
    if part == "both":
        return make_both()
    _, title, seats_text = PARTS[part]
    name, turnout, (parties, _) = f"portugal-2025-{part}", turnout_of(part), parties_of(part)
    definition = definition_of(name, title, {"constituencies": constituencies_of(turnout), "seatRule": RULE}, facts_of("", seats_text))
    write(
        name,
        wording.only(EN, definition),
        units=units_of(turnout),
        stations=stations_of(turnout),
        lists=lists_of(parties, dict(zip(parties, palette(len(parties))))),
        form=wording.only(EN, form_of("result", "Result of the municipality")),
        mappings=[("mapping-official.json", mapping_of("result", "Turnout and votes", parties))],
        example=example_of(f"saksei.example/{name}", "2025-10-31T00:00:00Z", files_of(part)),
    )


def make_both():
    """Councils and assemblies, voted on one day at the same tables: 616 bodies in one register, a sheet for each of the two."""
    name, turnout, parties = "portugal-2025", turnout_of("councils"), {part: parties_of(part) for part in PARTS}
    # A party has one colour in both.
    votes = sum((counted for _, counted in parties.values()), collections.Counter())
    colours = dict(zip(sorted(votes, key=lambda party: (-votes[party], party)), palette(len(votes))))
    contests = [{"code": part, "names": english(CONTESTS[part][1]), "constituencies": constituencies_of(turnout_of(part)), "seatRule": RULE} for part in PARTS]
    facts = [one for part in PARTS for one in facts_of(f"contests.{part}.", PARTS[part][2])]
    write(
        name,
        wording.only(EN, definition_of(name, "Portugal, municipal councils and assemblies, 12 October 2025", {"contests": contests}, facts)),
        units=units_of(turnout),
        stations=stations_of(turnout),
        contests=[(part, lists_of(parties[part][0], colours), wording.only(EN, form_of(CONTESTS[part][0], CONTESTS[part][2]))) for part in PARTS],
        mappings=[(f"mapping-{part}.json", mapping_of(CONTESTS[part][0], f"Turnout and votes: {part}", parties[part][0])) for part in PARTS],
        example=example_of(f"saksei.example/{name}", "2025-10-31T00:00:00Z", None, [(f"mapping-{part}.json", files_of(part)) for part in PARTS]),
    )
