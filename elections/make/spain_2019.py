"""Spain, Congress of Deputies, 10 November 2019: every polling station, and the absent residents of each province."""

import collections

import wording
from common import fact, lines_of, names, rows_of, write
from palette import palette

DATA = "https://infoelectoral.interior.gob.es/es/elecciones-celebradas/area-de-descargas/"
LAW = "https://www.boe.es/buscar/act.php?id=BOE-A-1985-11672"
KEY = ("id_MIR_mun", "cod_mun_district", "cod_sec", "cod_poll_station")


def provinces_of(lines):
    """Code, name and seats of the 52 provinces: line 99 of a region is its total."""
    found = []
    for line in lines:
        region, code, name, seats = line[9:11], line[11:13], line[14:64].strip(), int(line[149:155])
        if region != "99" and code != "99":
            found.append((code, name, seats))
    return sorted(found)


def station_of(row):
    return "-".join(row[column] for column in KEY)


def absent(code):
    return code[6:9] == "999"


def make():
    provinces = provinces_of(lines_of("spain/07021911.DAT.gz"))
    municipalities = {row["id_MIR_mun"]: row["mun"] for row in rows_of("spain/raw_mun_data_congress_2019_11.csv.gz")}
    stations = sorted(rows_of("spain/raw_poll_stations_congress_2019_11.csv.gz"), key=station_of)
    candidacies = sorted(rows_of("spain/raw_candidacies_congress_2019_11.csv.gz"), key=lambda row: row["id_candidacies"])
    votes, stands = collections.Counter(), collections.defaultdict(set)
    for row in rows_of("spain/raw_candidacies_poll_congress_2019_11.csv.gz"):
        votes[row["id_candidacies"]] += int(row["ballots"])
        stands[row["id_candidacies"]].add(row["cod_INE_prov"])
    colours = dict(zip(sorted(votes, key=lambda code: (-votes[code], code)), palette(len(votes))))

    province_names = {code: name for code, name, _ in provinces}
    units = [["ES", "", "country", "Spain", "España"]] + [[code, "ES", "province", name, ""] for code, name, _ in provinces]
    for code in sorted({row["id_MIR_mun"] for row in stations}):
        province = code[3:5]
        if code.endswith("-999"):
            units.append([code, province, "absent-residents", f"Absent residents, {province_names[province]} (CERA)",
                          f"Residentes ausentes, {province_names[province]} (CERA)"])
        else:
            units.append([code, province, "municipality", municipalities[code], ""])

    definition = {
        "format": "saksei/definition/v1",
        "code": "spain-2019",
        "names": names("Spain, Congress of Deputies, 10 November 2019", "អេស្ប៉ាញ ការបោះឆ្នោតជ្រើសតាំងតំណាងរាស្ត្រ ថ្ងៃទី ១០ វិច្ឆិកា ២០១៩",
                       "España, Congreso de los Diputados, 10 de noviembre de 2019"),
        "date": "2019-11-10",
        "timeZone": "Europe/Madrid",
        "languages": ["es", "en", "km"],
        "constituencies": {"kind": "province", "seats": [{"unit": code, "seats": seats} for code, _, seats in provinces]},
        "seatRule": {
            "method": "dhondt",
            "threshold": {"percent": "3", "of": "valid-with-blank", "level": "constituency"},
            "ties": [{"by": "more-votes", "article": "LOREG art. 163.1.d"}, {"by": "lot", "then": "alternately", "article": "LOREG art. 163.1.d"}],
            "article": "LOREG art. 163",
        },
        "offices": wording.offices("transcriber"),
        "vouching": {"required": 2},
        "sheets": [{"code": "acta", "names": names("Station's record (acta)", "កំណត់ហេតុការិយាល័យ (acta)")}],
        "grounds": wording.grounds({}),
        "facts": [
            fact("constituencies.seats", "published", DATA,
                 "350 seats in 52 provinces, from the ministry's province file (07, November 2019).",
                 "អាសនៈ ៣៥០ ក្នុងខេត្ត ៥២ តាមឯកសារខេត្តរបស់ក្រសួងមហាផ្ទៃ (07 វិច្ឆិកា ២០១៩)។",
                 "350 escaños en 52 provincias, según el archivo de provincias del Ministerio (07, noviembre de 2019)."),
            fact("seatRule", "published", LAW,
                 "D'Hondt in each province among lists with at least 3 percent of the valid votes, blank ones included.",
                 "វិធី D'Hondt ក្នុងខេត្តនីមួយៗ ចំពោះបញ្ជីដែលបានយ៉ាងតិច ៣ ភាគរយនៃសន្លឹកឆ្នោតបានការ រួមទាំងសន្លឹកទទេ។",
                 "D'Hondt en cada provincia entre las candidaturas con al menos el 3 por ciento de los votos válidos, incluidos los votos en blanco."),
            fact("seatRule.ties", "published", LAW,
                 "An equal quotient is of the list with more votes in all; between equal lists the first tie is drawn and the following ones alternate.",
                 "ផលចែកស្មើគ្នា បានទៅបញ្ជីដែលមានសំឡេងសរុបច្រើនជាង។ បើសំឡេងស្មើគ្នា ចាប់ឆ្នោតលើកដំបូង រួចឆ្លាស់វេនគ្នា។",
                 "A igual cociente, el escaño es de la candidatura con más votos en total; entre candidaturas con los mismos votos, el primer empate se resuelve por sorteo y los siguientes de forma alternativa."),
            fact("seatRule.threshold", "derived", LAW,
                 "Ceuta and Melilla elect one seat each by most votes; this rule gives the same there.",
                 "Ceuta និង Melilla ជ្រើសរើសអាសនៈមួយក្នុងមួយខេត្តដោយសំឡេងច្រើនជាងគេ។ វិធាននេះឱ្យលទ្ធផលដូចគ្នា។",
                 "Ceuta y Melilla eligen un escaño cada una por mayoría de votos; esta regla da allí el mismo resultado."),
            fact("stations", "published", DATA,
                 "59,607 units: 59,555 polling stations and 52 units of absent residents (municipality 999), one a province.",
                 "ឯកតា ៥៩ ៦០៧៖ ការិយាល័យបោះឆ្នោត ៥៩ ៥៥៥ និងឯកតាអ្នករស់នៅក្រៅប្រទេស ៥២ (ក្រុងលេខ 999) មួយក្នុងមួយខេត្ត។",
                 "59 607 unidades: 59 555 mesas y 52 unidades de residentes ausentes (municipio 999), una por provincia."),
            fact("stations.registered", "published", DATA,
                 "The census of INE: it sums to the province file, the census of the count doesn't.",
                 "បញ្ជីរបស់ INE៖ ផលបូកត្រូវនឹងឯកសារខេត្ត ចំណែកបញ្ជីពេលរាប់មិនត្រូវទេ។",
                 "El censo del INE: su suma coincide con el archivo de provincias; la del censo del escrutinio, no."),
            fact("lists.constituencies", "derived", DATA,
                 "A list stands in the provinces where the data has rows for it.",
                 "បញ្ជីមួយឈរឈ្មោះក្នុងខេត្តដែលទិន្នន័យមានជួរសម្រាប់វា។",
                 "Una candidatura se presenta en las provincias para las que los datos tienen filas suyas."),
            fact("lists.colour", "derived", DATA,
                 "Chosen by this project to be told apart, taken from no party.",
                 "គម្រោងនេះជ្រើសរើសដើម្បីងាយសម្គាល់ មិនបានយកពីគណបក្សណាទេ។",
                 "Elegido por este proyecto para distinguirlas; no procede de ningún partido."),
            wording.ground_fact(LAW),
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
            wording.field("list-votes", "D", wording.LIST_VOTES, "valid"),
        ],
        "votes": {"names": wording.LIST_VOTES},
        "checks": [
            wording.check("E101", "error",
                          names("Votes for lists are the sum of the lists", "សំឡេងឆ្នោតសម្រាប់បញ្ជី ស្មើផលបូកតាមបញ្ជី"),
                          ["list-votes"], "equals", ["votes"]),
            wording.check("W201", "warning",
                          names("No more ballots than voters on the list", "សន្លឹកឆ្នោតមិនលើសអ្នកបោះឆ្នោតក្នុងបញ្ជី"),
                          ["list-votes", "blank", "invalid"], "at-most", ["registered"]),
        ],
        "digits": ["latin"],
        "maximum": 9999999,
    }
    station = {"columns": list(KEY), "join": "-"}
    reading = {"encoding": "utf-8", "delimiter": ",", "header": True}
    mapping = {
        "format": "saksei/mapping/v1",
        "names": names("Stations and votes", "ការិយាល័យ និងសំឡេងឆ្នោត", "Mesas y votos"),
        "sheet": "acta",
        "form": "acta",
        "files": [
            {
                "name": "stations",
                **reading,
                "layout": "wide",
                "station": station,
                "figures": {
                    "registered": "census_INE",
                    "blank": "blank_ballots",
                    "invalid": "invalid_ballots",
                    "list-votes": "party_ballots",
                },
            },
            {"name": "votes", **reading, "layout": "long", "station": station, "list": "id_candidacies", "value": "ballots"},
        ],
    }
    write(
        "spain-2019",
        wording.in_spanish(definition),
        units=(["code", "parent", "kind", "name.en", "name.es"], units),
        stations=(["code", "unit", "kind", "registered"],
                  [[code, row["id_MIR_mun"], "absent-residents" if absent(code) else "polling-station", int(row["census_INE"])]
                   for code, row in ((station_of(row), row) for row in stations)]),
        lists=(["code", "short", "name.en", "colour", "constituencies"],
               [[row["id_candidacies"], row["abbrev_candidacies"], row["name_candidacies"],
                 colours[row["id_candidacies"]], sorted(stands[row["id_candidacies"]])] for row in candidacies]),
        form=wording.in_spanish(form),
        mappings=[("mapping-official.json", wording.in_spanish(mapping))],
    )
