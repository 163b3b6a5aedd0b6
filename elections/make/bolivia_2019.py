"""Bolivia, general election of 20 October 2019: two transcriptions of the same tally sheets, six departments."""

import collections

import wording
from common import fact, names, rows_of, write
from palette import palette

DATA = "https://github.com/futurebum/boliviasims"
ISO = "https://www.iso.org/obp/ui/#iso:code:3166:BO"

DEPARTMENTS = {
    "Chuquisaca": "BO-H",
    "Cochabamba": "BO-C",
    "Oruro": "BO-O",
    "Pando": "BO-N",
    "Tarija": "BO-T",
    "Beni": "BO-B",
}
LISTS = [
    ("CC", "CC", "Comunidad Ciudadana"),
    ("FPV", "FPV", "Frente para la Victoria"),
    ("MTS", "MTS", "Movimiento Tercer Sistema"),
    ("UCS", "UCS", "Unidad Cívica Solidaridad"),
    ("MAS-IPSP", "MAS - IPSP", "Movimiento al Socialismo, Instrumento Político por la Soberanía de los Pueblos"),
    ("21F", "21F", "Bolivia Dice No"),
    ("PDC", "PDC", "Partido Demócrata Cristiano"),
    ("MNR", "MNR", "Movimiento Nacionalista Revolucionario"),
    ("PAN-BOL", "PAN-BOL", "Partido de Acción Nacional Boliviano"),
]


def mapping(en, km, name):
    return {
        "format": "saksei/mapping/v1",
        "names": names(en, km),
        "sheet": "acta",
        "form": "acta",
        "files": [
            {
                "name": name,
                "encoding": "utf-8",
                "delimiter": ",",
                "header": True,
                "layout": "wide",
                "station": {"columns": ["Número Mesa"], "join": ""},
                "figures": {"registered": "Inscritos", "blank": "Blancos", "invalid": "Nulos"},
                "votes": {code: column for code, column, _ in LISTS},
            }
        ],
    }


def make():
    data = sorted(rows_of("bolivia-2019/official-count.csv.gz"), key=lambda row: row["Número Mesa"])
    totals = collections.Counter({code: sum(int(row[column]) for row in data) for code, column, _ in LISTS})
    colours = dict(zip((code for code, _ in totals.most_common()), palette(len(LISTS))))
    definition = {
        "format": "saksei/definition/v1",
        "code": "bolivia-2019",
        "names": names(
            "Bolivia, general election of 20 October 2019: six departments",
            "បូលីវី ការបោះឆ្នោតទូទៅ ថ្ងៃទី ២០ តុលា ២០១៩៖ ដេប៉ាតឺម៉ង់ប្រាំមួយ",
            "Bolivia, elecciones generales del 20 de octubre de 2019: seis departamentos",
        ),
        "date": "2019-10-20",
        "timeZone": "America/La_Paz",
        "languages": ["es", "en", "km"],
        "constituencies": {"kind": "country"},
        "offices": wording.offices("transcriber"),
        "vouching": {"required": 2},
        "sheets": [{"code": "acta", "names": names("Station's record (acta)", "កំណត់ហេតុការិយាល័យ (acta)")}],
        "grounds": wording.grounds({}),
        "facts": [
            fact("stations", "published", DATA,
                 "13,101 stations of six departments, as in the official count; the other departments and abroad are not in this data.",
                 "ការិយាល័យ ១៣ ១០១ ក្នុងដេប៉ាតឺម៉ង់ប្រាំមួយ តាមការរាប់ផ្លូវការ។ ដេប៉ាតឺម៉ង់ផ្សេង និងក្រៅប្រទេស មិនមានក្នុងទិន្នន័យនេះទេ។",
                 "13 101 mesas de seis departamentos, como en el cómputo oficial; los demás departamentos y el exterior no están en estos datos."),
            fact("stations.registered", "published", DATA,
                 "Column Inscritos of the official count.",
                 "ជួរឈរ Inscritos នៃការរាប់ផ្លូវការ។",
                 "Columna Inscritos del cómputo oficial."),
            fact("units.code", "published", ISO,
                 "ISO 3166-2. The data gives municipalities no code, so they are no units here.",
                 "ISO 3166-2។ ទិន្នន័យមិនផ្តល់លេខកូដក្រុងទេ ដូច្នេះក្រុងមិនមែនជាឯកតានៅទីនេះ។",
                 "ISO 3166-2. Los datos no dan código a los municipios, así que aquí no son unidades."),
            fact("lists.name", "unverified", DATA,
                 "The data gives the short names only; the full names are general knowledge.",
                 "ទិន្នន័យផ្តល់តែឈ្មោះកាត់។ ឈ្មោះពេញជាចំណេះដឹងទូទៅ។",
                 "Los datos solo dan las siglas; los nombres completos son de conocimiento general."),
            fact("lists.colour", "derived", DATA,
                 "Chosen by this project to be told apart, taken from no party.",
                 "គម្រោងនេះជ្រើសរើសដើម្បីងាយសម្គាល់ មិនបានយកពីគណបក្សណាទេ។",
                 "Elegido por este proyecto para distinguirlas; no procede de ningún partido."),
            fact("sheets", "published", DATA,
                 "Both files transcribe the same sheets: the count's and the quick transmission's.",
                 "ឯកសារទាំងពីរចម្លងពីកំណត់ហេតុតែមួយ៖ មួយរបស់ការរាប់ មួយរបស់ការបញ្ជូនរហ័ស។",
                 "Los dos archivos transcriben las mismas actas: el del cómputo y el de la transmisión rápida."),
            wording.ground_fact(DATA),
        ],
    }
    form = {
        "format": "saksei/form/v1",
        "code": "acta",
        "names": names("Station's record (acta)", "កំណត់ហេតុការិយាល័យ (acta)"),
        "fields": [
            wording.field("registered", "A", wording.REGISTERED, "registered"),
            wording.field("blank", "B", wording.BLANK, "blank"),
            wording.field("invalid", "C", wording.INVALID, "invalid"),
        ],
        "votes": {"names": wording.LIST_VOTES},
        "checks": [
            wording.check("W201", "warning",
                          names("No more ballots than voters on the list", "សន្លឹកឆ្នោតមិនលើសអ្នកបោះឆ្នោតក្នុងបញ្ជី"),
                          ["votes", "blank", "invalid"], "at-most", ["registered"]),
        ],
        "digits": ["latin"],
        "maximum": 9999999,
    }
    write(
        "bolivia-2019",
        wording.in_spanish(definition),
        units=(["code", "parent", "kind", "name.en"],
               [["BO", "", "country", "Bolivia"]]
               + [[code, "BO", "department", name] for name, code in DEPARTMENTS.items()]),
        stations=(["code", "unit", "kind", "registered"],
                  [[row["Número Mesa"], DEPARTMENTS[row["Departamento"]], "polling-station", int(row["Inscritos"])] for row in data]),
        lists=(["code", "short", "name.en", "colour"],
               [[code, column, name, colours[code]] for code, column, name in LISTS]),
        form=wording.in_spanish(form),
        mappings=[
            ("mapping-official.json", wording.in_spanish(mapping("Official count", "ការរាប់ផ្លូវការ", "official-count"))),
            ("mapping-quick-transmission.json", wording.in_spanish(mapping("Quick transmission", "ការបញ្ជូនរហ័ស", "quick-transmission"))),
        ],
    )
