"""Georgia, parliament, 1 October 2012: the protocols of 3,696 precincts, party lists; and both contests, lists and districts."""

import csv

import wording
from common import english, example_of, fact, open_text, write
from palette import palette

FILE = "georgia-2012/2012_official_party_list.csv.gz"
DISTRICTS_FILE = "georgia-2012/2012_official_major.csv.gz"
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


def cell(row, column):
    return row[column - 1]


def station_of(row):
    return "-".join(cell(row, column) for column in KEY)


def name_of(row):
    """District, precinct, and the precinct that is attached to it."""
    return ".".join(part for part in (cell(row, DISTRICT), cell(row, PRECINCT), cell(row, ATTACHED)) if part)


def rows_of(path):
    """The protocols, by district and precinct."""
    with open_text(path) as lines:
        return sorted(list(csv.reader(lines))[1:], key=lambda row: (int(cell(row, DISTRICT)), int(cell(row, PRECINCT)), station_of(row)))


def form_of(code, title):
    return {
        "format": "saksei/form/v1",
        "code": code,
        "names": english(title),
        "fields": [
            wording.field("registered", "A", wording.REGISTERED, "registered"),
            {"code": "special-list", "mark": "B", "names": english("Voters on the special list")},
            wording.field("cast", "C", english("Voters who took part"), "cast"),
            wording.field("invalid", "D", wording.INVALID, "invalid"),
        ],
        "votes": {"names": wording.LIST_VOTES},
        "checks": [
            wording.check("E101", "error", english("Voters who took part are invalid ballots and votes"), ["cast"], "equals", ["invalid", "votes"]),
            wording.check("W201", "warning", english("No more voters took part than are on both lists"), ["cast"], "at-most", ["registered", "special-list"]),
        ],
        "digits": ["latin"],
        "maximum": 9999999,
    }


def mapping_of(form, lists):
    """Votes stand in columns in the order of the numbers; lists: place and number."""
    return {
        "format": "saksei/mapping/v1",
        "names": english("Protocols of the precincts"),
        "sheet": "protocol",
        "form": form,
        "files": [
            {"name": "protocols", "encoding": "utf-8", "delimiter": ",", "header": True, "layout": "wide", "station": {"columns": list(KEY), "join": "-"},
             "figures": {"registered": VOTERS, "special-list": SPECIAL, "cast": TOOK_PART, "invalid": INVALID},
             "votes": {code: FIRST_LIST + place for place, code in lists}},
        ],
    }


def units_of(rows):
    districts = sorted({cell(row, DISTRICT) for row in rows}, key=int)
    return (["code", "parent", "kind", "name.en"], [["GE", "", "country", "Georgia"]] + [[f"D{code}", "GE", "district", f"District {code}"] for code in districts])


def stations_of(rows):
    return (["code", "unit", "kind", "registered", "name.en"], [[station_of(row), "D" + cell(row, DISTRICT), "polling-station", int(cell(row, VOTERS)), name_of(row)] for row in rows])


def lists_of(names, colours, stands=None):
    columns = ["code", "short", "name.en", "colour"] + (["constituencies"] if stands else [])
    return (columns, [[code, code, name, colours[code]] + ([stands[code]] if stands else []) for code, name in names])


def colours_of(votes):
    return dict(zip(sorted(votes, key=lambda code: -votes[code]), palette(len(votes))))


LIST_RULE = {
    "method": "hare-largest-remainder",
    "quotaVotes": "qualified",
    "threshold": {"percent": "5", "of": "valid", "level": "constituency", "article": "unverified"},
    "article": "unverified",
}


def make(part="lists"):
    if part == "both":
        return make_both()
    rows = rows_of(FILE)
    votes = {code: sum(int(cell(row, FIRST_LIST + place)) for row in rows) for place, (code, _) in enumerate(LISTS)}
    definition = {
        "format": "saksei/definition/v1",
        "code": "georgia-2012-lists",
        "names": english("Georgia, parliament, 1 October 2012: party lists"),
        "date": "2012-10-01",
        "timeZone": "Asia/Tbilisi",
        "languages": list(EN),
        "constituencies": {"kind": "country", "seats": [{"unit": "GE", "seats": 77}]},
        "seatRule": LIST_RULE,
        "offices": wording.offices("transcriber"),
        "vouching": {"required": 2},
        "sheets": [{"code": "protocol", "names": english("Summary protocol of the precinct")}],
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
    write(
        "georgia-2012-lists",
        wording.only(EN, definition),
        units=units_of(rows),
        stations=stations_of(rows),
        lists=lists_of(LISTS, colours_of(votes)),
        form=wording.only(EN, form_of("protocol", "Summary protocol of the precinct")),
        mappings=[("mapping-official.json", mapping_of("protocol", list(enumerate(code for code, _ in LISTS))))],
        example=example_of("saksei.example/georgia-2012-lists", "2012-10-31T00:00:00Z", [FILE]),
    )


def make_both():
    """77 members by lists and 73 in districts, on one day at the same precincts; those abroad (district 87) vote for lists only."""
    rows, by_district = rows_of(FILE), rows_of(DISTRICTS_FILE)
    numbers = [*LISTS, ("42", "No. 42")]
    stands = {code: sorted({"D" + cell(row, DISTRICT) for row in by_district if cell(row, FIRST_LIST + place)}, key=lambda unit: int(unit[1:])) for place, (code, _) in enumerate(numbers)}
    candidates = [(place, code, name) for place, (code, name) in enumerate(numbers) if stands[code]]
    # A number has one colour in both.
    colours = colours_of({code: sum(int(cell(row, FIRST_LIST + place)) for row in rows) if place < len(LISTS) else 0 for place, (code, _) in enumerate(numbers)})
    districts = sorted({cell(row, DISTRICT) for row in by_district}, key=int)
    definition = {
        "format": "saksei/definition/v1",
        "code": "georgia-2012",
        "names": english("Georgia, parliament, 1 October 2012: party lists and districts"),
        "date": "2012-10-01",
        "timeZone": "Asia/Tbilisi",
        "languages": list(EN),
        "contests": [
            {"code": "lists", "names": english("Party lists"), "constituencies": {"kind": "country", "seats": [{"unit": "GE", "seats": 77}]}, "seatRule": LIST_RULE},
            {
                "code": "districts",
                "names": english("Districts"),
                "constituencies": {"kind": "district", "seats": [{"unit": f"D{code}", "seats": 1} for code in districts]},
                "seatRule": {"method": "majority", "threshold": {"percent": "30", "moreThan": True, "article": "unverified"}, "article": "unverified"},
            },
        ],
        "offices": wording.offices("transcriber"),
        "vouching": {"required": 2},
        "sheets": [{"code": "protocol", "names": english("Summary protocol of the precinct")}],
        "grounds": wording.grounds({}),
        "facts": [
            fact("contests.lists.constituencies.seats", "unverified", LAW, "77 members by lists, in the whole country.", None),
            fact("contests.lists.seatRule", "unverified", LAW, "Whole quotas among lists with at least 5 percent, then the largest remainders: on these protocols it gives the 44 and 33 seats that were taken.", None),
            fact("contests.districts.constituencies.seats", "unverified", LAW, "73 members, one in each district.", None),
            fact("contests.districts.seatRule", "unverified", LAW, "Most votes, if they are more than 30 percent of the valid ones; otherwise a second round. On these protocols it gives 41 and 32 seats, as they were taken, and no second round.", None),
            fact("stations", "published", DATA, "3,696 precincts of the data; some others are not in it. The 47 of district 87 have no protocol of a district contest.", None),
            fact("stations.code", "derived", DATA, "District, precinct, attached precinct and voters: the data has district 39, precinct 18 twice, with different voters.", None),
            fact("lists.name", "unverified", DATA, "The data gives Georgian names and numbers; the English ones are translations of this project. Of candidates in districts it gives the numbers of their lists only; whose 42 is it doesn't say.", None),
            wording.colour_fact(DATA),
            wording.ground_fact(LAW),
        ],
    }
    write(
        "georgia-2012",
        wording.only(EN, definition),
        units=units_of(rows),
        stations=stations_of(rows),
        contests=[
            ("lists", lists_of(LISTS, colours), wording.only(EN, form_of("list-protocol", "Summary protocol of the precinct: lists"))),
            ("districts", lists_of([(code, name) for _, code, name in candidates], colours, stands), wording.only(EN, form_of("district-protocol", "Summary protocol of the precinct: district"))),
        ],
        mappings=[
            ("mapping-lists.json", mapping_of("list-protocol", list(enumerate(code for code, _ in LISTS)))),
            ("mapping-districts.json", mapping_of("district-protocol", [(place, code) for place, code, _ in candidates])),
        ],
        example=example_of("saksei.example/georgia-2012", "2012-10-31T00:00:00Z", None, [("mapping-lists.json", [FILE]), ("mapping-districts.json", [DISTRICTS_FILE])]),
    )
