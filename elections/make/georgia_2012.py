"""Georgia, parliament, 1 October 2012: the protocols of 3,696 precincts, party lists."""

import csv

import wording
from common import example_of, fact, open_text, write
from palette import palette

FILE = "georgia-2012/2012_official_party_list.csv.gz"
DATA = "https://github.com/ForSetGeorgia/Georgia-Elections-Data"
LAW = "https://matsne.gov.ge/en/document/view/1557168"
EN = ("en",)
DISTRICT, PRECINCT, ATTACHED, VOTERS, SPECIAL, TOOK_PART, INVALID, FIRST_LIST = 2, 4, 5, 6, 7, 10, 12, 20
LISTS = [
    ("1", "Free Georgia"), ("4", "National Democratic Party"), ("5", "United National Movement"), ("9", "For a Fair Georgia"),
    ("10", "Christian-Democratic Union"), ("17", "People's Movement"), ("19", "Freedom: the Way of Zviad Gamsakhurdia"), ("23", "Kartuli Dasi"),
    ("24", "New Rights"), ("26", "People's Party"), ("30", "Merab Kostava Society"), ("35", "Future Georgia"),
    ("36", "Labour Council of Georgia"), ("38", "Georgian Labour Party"), ("40", "Sportsmen's Union of Georgia"), ("41", "Georgian Dream"),
]
KEY = (DISTRICT, PRECINCT, ATTACHED, VOTERS)


def text(en):
    return {"en": en}


def cell(row, column):
    return row[column - 1]


def station_of(row):
    return "-".join(cell(row, column) for column in KEY)


def name_of(row):
    """District, precinct, and the precinct that is attached to it."""
    return ".".join(part for part in (cell(row, DISTRICT), cell(row, PRECINCT), cell(row, ATTACHED)) if part)


def make():
    with open_text(FILE) as lines:
        rows = sorted(list(csv.reader(lines))[1:], key=lambda row: (int(cell(row, DISTRICT)), int(cell(row, PRECINCT)), station_of(row)))
    votes = {code: sum(int(cell(row, FIRST_LIST + place)) for row in rows) for place, (code, _) in enumerate(LISTS)}
    colours = dict(zip(sorted(votes, key=lambda code: -votes[code]), palette(len(LISTS))))
    districts = sorted({cell(row, DISTRICT) for row in rows}, key=int)
    definition = {
        "format": "saksei/definition/v1",
        "code": "georgia-2012",
        "names": text("Georgia, parliament, 1 October 2012: party lists"),
        "date": "2012-10-01",
        "timeZone": "Asia/Tbilisi",
        "languages": list(EN),
        "constituencies": {"kind": "country", "seats": [{"unit": "GE", "seats": 77}]},
        "seatRule": {
            "method": "hare-largest-remainder",
            "quotaVotes": "qualified",
            "threshold": {"percent": "5", "of": "valid", "level": "constituency", "article": "unverified"},
            "article": "unverified",
        },
        "offices": wording.offices("transcriber"),
        "vouching": {"required": 2},
        "sheets": [{"code": "protocol", "names": text("Summary protocol of the precinct")}],
        "grounds": wording.grounds({}),
        "facts": [
            fact("constituencies.seats", "unverified", LAW, "77 members by lists, in the whole country.", None),
            fact("seatRule", "unverified", LAW, "Whole quotas among lists with at least 5 percent, then the largest remainders: on these protocols it gives the 44 and 33 seats that were taken.", None),
            fact("stations", "published", DATA, "3,696 precincts of the data; those abroad and some others are not in it.", None),
            fact("stations.code", "derived", DATA, "District, precinct, attached precinct and voters: the data has district 39, precinct 18 twice, with different voters.", None),
            fact("lists.name", "unverified", DATA, "The data gives Georgian names and numbers; the English ones are translations of this project.", None),
            wording.colour_fact(DATA),
            wording.ground_fact(LAW),
        ],
    }
    form = {
        "format": "saksei/form/v1",
        "code": "protocol",
        "names": text("Summary protocol of the precinct"),
        "fields": [
            wording.field("registered", "A", wording.REGISTERED, "registered"),
            {"code": "special-list", "mark": "B", "names": text("Voters on the special list")},
            wording.field("cast", "C", text("Voters who took part"), "cast"),
            wording.field("invalid", "D", wording.INVALID, "invalid"),
        ],
        "votes": {"names": wording.LIST_VOTES},
        "checks": [
            wording.check("E101", "error", text("Voters who took part are invalid ballots and votes"), ["cast"], "equals", ["invalid", "votes"]),
            wording.check("W201", "warning", text("No more voters took part than are on both lists"), ["cast"], "at-most", ["registered", "special-list"]),
        ],
        "digits": ["latin"],
        "maximum": 9999999,
    }
    mapping = {
        "format": "saksei/mapping/v1",
        "names": text("Protocols of the precincts"),
        "sheet": "protocol",
        "form": "protocol",
        "files": [
            {"name": "protocols", "encoding": "utf-8", "delimiter": ",", "header": True, "layout": "wide", "station": {"columns": list(KEY), "join": "-"},
             "figures": {"registered": VOTERS, "special-list": SPECIAL, "cast": TOOK_PART, "invalid": INVALID},
             "votes": {code: FIRST_LIST + place for place, (code, _) in enumerate(LISTS)}},
        ],
    }
    write(
        "georgia-2012",
        wording.only(EN, definition),
        units=(["code", "parent", "kind", "name.en"], [["GE", "", "country", "Georgia"]] + [[f"D{code}", "GE", "district", f"District {code}"] for code in districts]),
        stations=(["code", "unit", "kind", "registered", "name.en"], [[station_of(row), "D" + cell(row, DISTRICT), "polling-station", int(cell(row, VOTERS)), name_of(row)] for row in rows]),
        lists=(["code", "short", "name.en", "colour"], [[code, code, name, colours[code]] for code, name in LISTS]),
        form=wording.only(EN, form),
        mappings=[("mapping-official.json", mapping)],
        example=example_of("saksei.example/georgia-2012", "2012-10-31T00:00:00Z", [FILE]),
    )
