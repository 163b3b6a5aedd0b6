"""Portugal, local elections of 12 October 2025: the councils, or the assemblies, of 308 municipalities."""

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


def code_of(party):
    """The data's short name, with a hyphen for what a code can't hold."""
    return re.sub(r"[^!-~]+|[\"\\]", "-", party)


def make(part):
    organ, title, seats_text = PARTS[part]
    name = f"portugal-2025-{part}"
    turnout = sorted(rows_of(f"portugal-2025/{organ}_concelhos_participacao.csv.gz"), key=lambda row: row["territory_code"])
    votes, stands = collections.Counter(), collections.defaultdict(set)
    for row in rows_of(f"portugal-2025/{organ}_concelhos.csv.gz"):
        votes[row["party"]] += int(row["votes"])
        stands[row["party"]].add(row["territory_code"])
    parties = sorted(votes, key=lambda party: (-votes[party], party))
    colours = dict(zip(parties, palette(len(parties))))
    definition = {
        "format": "saksei/definition/v1",
        "code": name,
        "names": english(title),
        "date": "2025-10-12",
        "timeZone": "Europe/Lisbon",
        "languages": list(EN),
        "constituencies": {"kind": "municipality", "councils": True, "seats": [{"unit": row["territory_code"], "seats": int(row["mandates_total"])} for row in turnout]},
        "seatRule": {
            "method": "dhondt",
            "ties": [{"by": "fewer-votes", "article": "LEOAL art. 13.d"}],
            "article": "LEOAL art. 13",
        },
        "offices": wording.offices("transcriber"),
        "vouching": {"required": 2},
        "sheets": [{"code": "result", "names": english("Result of the municipality")}],
        "grounds": wording.grounds({}),
        "facts": [
            fact("constituencies.seats", "published", DATA, f"{seats_text}, as published by the ministry (MAI, by way of PÚBLICO, CC BY 4.0).", None),
            fact("seatRule", "published", LAW, "D'Hondt in each municipality, without a threshold (LEOAL, Organic Law 1/2001).", None),
            fact("seatRule.ties", "published", LAW, "The last seat goes, of equal terms of the series, to the list with fewer votes.", None),
            fact("stations", "derived", DATA, "The data has no polling stations: each municipality's result stands as one.", None),
            fact("lists.code", "derived", DATA, "The short name of the data, with a hyphen for every space and letter that a code can't hold.", None),
            fact("lists.constituencies", "derived", DATA, "A list stands where the data has a row for it; lists of one short name are taken for one.", None),
            wording.colour_fact(DATA),
            wording.ground_fact(LAW),
        ],
    }
    form = {
        "format": "saksei/form/v1",
        "code": "result",
        "names": english("Result of the municipality"),
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
    station = {"columns": ["territory_code"], "join": ""}
    reading = {"encoding": "utf-8", "delimiter": ",", "header": True}
    mapping = {
        "format": "saksei/mapping/v1",
        "names": english("Turnout and votes"),
        "sheet": "result",
        "form": "result",
        "files": [
            {"name": "turnout", **reading, "layout": "wide", "station": station,
             "figures": {"registered": "subscribers", "cast": "votes", "blank": "blank_votes", "invalid": "null_votes"}},
            {"name": "votes", **reading, "layout": "long", "station": station, "list": "party", "value": "votes",
             "votes": {code_of(party): party for party in parties}},
        ],
    }
    write(
        name,
        wording.only(EN, definition),
        units=(["code", "parent", "kind", "name.en"],
               [["PT", "", "country", "Portugal"]] + [[row["territory_code"], "PT", "municipality", row["territory_name"]] for row in turnout]),
        stations=(["code", "unit", "kind", "registered"], [[row["territory_code"], row["territory_code"], "polling-station", int(row["subscribers"])] for row in turnout]),
        lists=(["code", "short", "name.en", "colour", "constituencies"],
               [[code_of(party), party, party, colours[party], sorted(stands[party])] for party in parties]),
        form=wording.only(EN, form),
        mappings=[("mapping-official.json", mapping)],
        example=example_of(f"saksei.example/{name}", "2025-10-31T00:00:00Z",
                           [f"portugal-2025/{organ}_concelhos_participacao.csv.gz", f"portugal-2025/{organ}_concelhos.csv.gz"]),
    )
