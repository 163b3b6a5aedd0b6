"""Norway, Storting, 9 September 2013: votes by county, direct and levelling seats."""

import collections
import re

import wording
from common import english, example_of, fact, rows_of, write
from palette import palette

DATA = "https://valgresultat.no/"
LAW = "https://lovdata.no/dokument/LTI/lov/2002-06-28-57"
EN = ("en",)
COUNTY, PARTY, VOTES = "Fylkenummer", "Partikode", "Antall stemmer totalt"
BLANK = "BLANKE"


def code_of(party):
    return re.sub(r"[^!-~]", lambda letter: {"Ø": "O", "Å": "A", "Æ": "AE"}[letter[0]], party)


def make():
    rows = rows_of("norway/valgresultat_2013.csv", ";")
    counties = sorted({row[COUNTY]: row for row in rows}.values(), key=lambda row: row[COUNTY])
    votes, stands, named, seats = collections.Counter(), collections.defaultdict(set), {}, collections.Counter()
    for row in rows:
        seats[row[COUNTY]] += int(row["Antall mandater"])
        if row[PARTY] != BLANK:
            votes[row[PARTY]] += int(row[VOTES])
            stands[row[PARTY]].add(row[COUNTY])
            named[row[PARTY]] = row["Partinavn"]
    parties = sorted(votes, key=lambda party: (-votes[party], party))
    colours = dict(zip(parties, palette(len(parties))))
    definition = {
        "format": "saksei/definition/v1",
        "code": "norway-2013",
        "names": english("Norway, Storting, 9 September 2013"),
        "date": "2013-09-09",
        "timeZone": "Europe/Oslo",
        "languages": list(EN),
        "constituencies": {"kind": "county", "seats": [{"unit": row[COUNTY], "seats": seats[row[COUNTY]]} for row in counties]},
        "seatRule": {
            "method": "sainte-lague-1.4",
            "levelling": {
                "method": "sainte-lague-1.4",
                "threshold": {"percent": "4", "of": "valid", "level": "national", "article": "valgloven (2002) § 11-6"},
                "perConstituency": 1,
                "article": "valgloven (2002) §§ 11-6, 11-7",
            },
            "article": "valgloven (2002) § 11-4",
        },
        "offices": wording.offices("transcriber"),
        "vouching": {"required": 2},
        "sheets": [{"code": "result", "names": english("Result of the county")}],
        "grounds": wording.grounds({}),
        "facts": [
            fact("constituencies.seats", "derived", DATA, "169 seats in 19 counties, one of each a levelling seat: the sum of the lists' seats in the Directorate of Elections' file.", None),
            fact("seatRule", "published", LAW, "Direct seats by modified Sainte-Laguë in each county; levelling seats to lists with at least 4 percent of the country's votes.", None),
            fact("stations", "derived", DATA, "The data is by county: each county's result stands as one station's.", None),
            fact("stations.registered", "published", DATA, "Column Antall stemmeberettigede.", None),
            fact("lists.code", "derived", DATA, "The data's code of the party, with O for Ø.", None),
            wording.colour_fact(DATA),
            wording.ground_fact(LAW),
        ],
    }
    form = {
        "format": "saksei/form/v1",
        "code": "result",
        "names": english("Result of the county"),
        "fields": [wording.field("registered", "A", wording.REGISTERED, "registered"), wording.field("blank", "B", wording.BLANK, "blank")],
        "votes": {"names": wording.LIST_VOTES},
        "checks": [wording.check("W201", "warning", english("No more ballots than voters on the list"), ["blank", "votes"], "at-most", ["registered"])],
        "digits": ["latin"],
        "maximum": 9999999,
    }
    mapping = {
        "format": "saksei/mapping/v1",
        "names": english("Votes by county and list"),
        "sheet": "result",
        "form": "result",
        "files": [
            {"name": "votes", "encoding": "utf-8", "delimiter": ";", "header": True, "layout": "long", "station": {"columns": [COUNTY], "join": ""},
             "list": PARTY, "value": VOTES, "figures": {"blank": BLANK}, "votes": {code_of(party): party for party in parties}},
        ],
    }
    write(
        "norway-2013",
        wording.only(EN, definition),
        units=(["code", "parent", "kind", "name.en"], [["NO", "", "country", "Norway"]] + [[row[COUNTY], "NO", "county", row["Fylkenavn"]] for row in counties]),
        stations=(["code", "unit", "kind", "registered"], [[row[COUNTY], row[COUNTY], "polling-station", int(row["Antall stemmeberettigede"])] for row in counties]),
        lists=(["code", "short", "name.en", "colour", "constituencies"],
               [[code_of(party), party, named[party], colours[party], sorted(stands[party])] for party in parties]),
        form=wording.only(EN, form),
        mappings=[("mapping-official.json", mapping)],
        example=example_of("saksei.example/norway-2013", "2013-10-01T00:00:00Z", ["norway/valgresultat_2013.csv"]),
    )
