"""Wording that several definitions share."""

from common import names

REGISTERED = names("Voters on the list", "អ្នកបោះឆ្នោតក្នុងបញ្ជី")
RECEIVED = names("Ballots received", "សន្លឹកឆ្នោតបានទទួល")
CAST = names("Ballots in the box", "សន្លឹកឆ្នោតក្នុងហិប")
SPOILT = names("Spoilt ballots", "សន្លឹកឆ្នោតខូច")
UNUSED = names("Unused ballots", "សន្លឹកឆ្នោតមិនបានប្រើ")
BLANK = names("Blank ballots", "សន្លឹកឆ្នោតទទេ")
INVALID = names("Invalid ballots", "សន្លឹកឆ្នោតមិនបានការ")
VALID = names("Valid votes", "សំឡេងឆ្នោតបានការ")
LIST_VOTES = names("Votes for lists", "សំឡេងឆ្នោតសម្រាប់បញ្ជី")

GROUNDS = {
    "recount": names("Ballots counted again", "រាប់សន្លឹកឆ្នោតឡើងវិញ"),
    "transcription-corrected": names("Transcription corrected", "កែតម្រូវការចម្លងតួលេខ"),
    "sheet-adopted": names("Another sheet adopted", "យកតាមសន្លឹកកំណត់ហេតុមួយផ្សេងទៀត"),
    "annulled": names("Result annulled", "លុបចោលលទ្ធផល"),
}


SPANISH = {
    "Voters on the list": "Electores inscritos",
    "Blank ballots": "Votos en blanco",
    "Invalid ballots": "Votos nulos",
    "Votes for lists": "Votos a candidaturas",
    "Ballots counted again": "Recuento de las papeletas",
    "Transcription corrected": "Transcripción corregida",
    "Another sheet adopted": "Se adopta otro ejemplar del acta",
    "Result annulled": "Resultado anulado",
    "Where a ground's article reads unverified, no source for it was found.": "Donde el artículo de un motivo dice unverified, no se encontró ninguna fuente.",
    "Official count": "Cómputo oficial",
    "Quick transmission": "Transmisión rápida",
    "Station's record (acta)": "Acta de escrutinio",
    "No more ballots than voters on the list": "No hay más papeletas que electores inscritos",
    "Ballots in the box": "Papeletas en la urna",
    "Ballots are blank ballots, invalid ballots and votes": "Las papeletas son los votos en blanco, los nulos y los de las candidaturas",
    "Votes for lists are the sum of the lists": "Los votos a candidaturas son la suma de las candidaturas",
}


def in_spanish(value):
    """The same with the Spanish of every shared name; a name without it is a mistake."""
    if isinstance(value, list):
        return [in_spanish(one) for one in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"en", "km"}:
        return names(value["en"], value["km"], SPANISH[value["en"]])
    return {key: in_spanish(one) for key, one in value.items()}


def only(languages, value):
    """The same with names in these languages alone."""
    if isinstance(value, list):
        return [only(languages, one) for one in value]
    if not isinstance(value, dict):
        return value
    if "en" in value and set(value) <= {"en", "es", "km"}:
        return {language: value[language] for language in languages}
    return {key: only(languages, one) for key, one in value.items()}


def colour_fact(source):
    return {
        "about": "lists.colour",
        "status": "derived",
        "source": source,
        "note": {"en": "Chosen by this project to be told apart, taken from no party.",
                 "es": "Elegido por este proyecto para distinguirlas; no procede de ningún partido."},
    }


def grounds(articles):
    """Every ground, with the article that allows it; what no source gave is `unverified`."""
    return [{"code": code, "names": text, "article": articles.get(code, "unverified")} for code, text in GROUNDS.items()]


def offices(organisation):
    return {office: [organisation] for office in ("official", "deliver", "adjudicate", "lot", "stage", "accredit")}


def field(code, mark, text, meaning):
    return {"code": code, "mark": mark, "names": text, "meaning": meaning}


def check(code, severity, text, left, relation, right):
    return {"code": code, "severity": severity, "names": text, "left": left, "is": relation, "right": right}


def ground_fact(source):
    return {
        "about": "grounds.article",
        "status": "unverified",
        "source": source,
        "note": names(
            "Where a ground's article reads unverified, no source for it was found.",
            "កន្លែងណាដែលមាត្រាសរសេរថា unverified មានន័យថារកមិនឃើញប្រភពទេ។",
        ),
    }
