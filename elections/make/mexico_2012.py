"""Mexico, president, 1 July 2012: 143,132 polling stations; nothing is allocated."""

import wording
from common import example_of, rows_of, write
from palette import palette

FILE = "mexico-2012/nal_2012.csv.gz"
DATA = "https://github.com/tereom/quickcountmx"
LANGUAGES = ("es", "en")
STATES = (
    "Aguascalientes", "Baja California", "Baja California Sur", "Campeche", "Coahuila", "Colima", "Chiapas", "Chihuahua", "Distrito Federal", "Durango",
    "Guanajuato", "Guerrero", "Hidalgo", "Jalisco", "México", "Michoacán", "Morelos", "Nayarit", "Nuevo León", "Oaxaca", "Puebla", "Querétaro",
    "Quintana Roo", "San Luis Potosí", "Sinaloa", "Sonora", "Tabasco", "Tamaulipas", "Tlaxcala", "Veracruz", "Yucatán", "Zacatecas",
)
LISTS = [("pri_pvem", "PRI-PVEM"), ("pan", "PAN"), ("panal", "PANAL"), ("prd_pt_mc", "PRD-PT-MC")]


def both(en, es):
    return {"en": en, "es": es}


def fact(about, status, en, es):
    return {"about": about, "status": status, "source": DATA, "note": both(en, es)}


def make():
    rows = sorted(rows_of(FILE), key=lambda row: int(row["casilla_id"]))
    votes = {code: sum(int(row[code]) for row in rows) for code, _ in LISTS}
    colours = dict(zip(sorted(votes, key=lambda code: -votes[code]), palette(len(LISTS))))
    districts = sorted({(int(row["edo_id"]), int(row["distrito_fed_12"])) for row in rows})
    definition = {
        "format": "saksei/definition/v1",
        "code": "mexico-2012",
        "names": both("Mexico, president, 1 July 2012", "México, presidencia, 1 de julio de 2012"),
        "date": "2012-07-01",
        "timeZone": "America/Mexico_City",
        "languages": list(LANGUAGES),
        "constituencies": {"kind": "country"},
        "offices": wording.offices("transcriber"),
        "vouching": {"required": 2},
        "sheets": [{"code": "acta", "names": both("Station's record (acta)", "Acta de cómputo de casilla")}],
        "grounds": wording.grounds({}),
        "facts": [
            fact("stations", "published", "143,132 stations of INE's data, as kept by quickcountmx (MIT).", "143 132 casillas de los datos del INE, según quickcountmx (MIT)."),
            fact("stations.code", "published", "Column casilla_id.", "Columna casilla_id."),
            fact("stations.registered", "published", "Column ln_total.", "Columna ln_total."),
            fact("units", "derived", "States by INE's numbers; districts are those of 2012 (column distrito_fed_12).",
                 "Entidades por su número del INE; los distritos son los de 2012 (columna distrito_fed_12)."),
            fact("units.name", "unverified", "The data gives numbers only; the states' names are general knowledge.", "Los datos solo dan números; los nombres de las entidades son de conocimiento general."),
            fact("lists", "published", "Coalitions as the data sums them up.", "Coaliciones, tal como las suman los datos."),
            wording.colour_fact(DATA),
            wording.ground_fact(DATA),
        ],
    }
    form = {
        "format": "saksei/form/v1",
        "code": "acta",
        "names": both("Station's record (acta)", "Acta de cómputo de casilla"),
        "fields": [
            wording.field("registered", "A", wording.REGISTERED, "registered"),
            {"code": "others", "mark": "B", "names": both("Other and invalid votes", "Otros votos y votos nulos")},
            wording.field("cast", "C", wording.CAST, "cast"),
        ],
        "votes": {"names": wording.LIST_VOTES},
        "checks": [
            wording.check("E101", "error", both("Ballots are the votes of the lists and all others", "Las papeletas son los votos de las candidaturas y todos los demás"),
                          ["cast"], "equals", ["others", "votes"]),
            wording.check("W201", "warning", both("No more ballots than voters on the list", "No hay más papeletas que electores inscritos"), ["cast"], "at-most", ["registered"]),
        ],
        "digits": ["latin"],
        "maximum": 9999999,
    }
    mapping = {
        "format": "saksei/mapping/v1",
        "names": both("Votes by station", "Votos por casilla"),
        "sheet": "acta",
        "form": "acta",
        "files": [
            {"name": "stations", "encoding": "utf-8", "delimiter": ",", "header": True, "layout": "wide", "station": {"columns": ["casilla_id"], "join": ""},
             "figures": {"registered": "ln_total", "others": "otros", "cast": "total"}, "votes": {code: code for code, _ in LISTS}},
        ],
    }
    write(
        "mexico-2012",
        wording.only(LANGUAGES, wording.in_spanish(definition)),
        units=(["code", "parent", "kind", "name.en"],
               [["MX", "", "country", "Mexico"]] + [[str(place), "MX", "state", state] for place, state in enumerate(STATES, 1)]
               + [[f"{state}-{district}", str(state), "district", f"{STATES[state - 1]} {district}"] for state, district in districts]),
        stations=(["code", "unit", "registered"], [[row["casilla_id"], f"{row['edo_id']}-{row['distrito_fed_12']}", int(row["ln_total"])] for row in rows]),
        lists=(["code", "short", "name.en", "colour"], [[code, name, name, colours[code]] for code, name in LISTS]),
        form=wording.only(LANGUAGES, wording.in_spanish(form)),
        mappings=[("mapping-official.json", mapping)],
        example=example_of("saksei.example/mexico-2012", "2012-07-31T00:00:00Z", [FILE]),
    )
