"""Cambodia's next elections: commune councils in 2027, the Assembly in 2028. What isn't known yet is marked, and listed in docs/cambodia-next.md."""

import json

import cambodia
import cambodia_rehearsal as rehearsal
from common import ELECTIONS, fact, names, text_of, write
from palette import palette

LISTS = 20
COMMUNE_SEATS = 11622
STEPS = (5, 7, 9, 11)
UNKNOWN = "unverified"
SEATS_2022 = "https://www.phnompenhpost.com/national/six-new-communes-and-50-new-seats-2022-elections"
FORMULA_2001 = "https://english.cambodiadaily.com/news/assembly-passes-commune-seat-formula-19377/"
SIZES = "https://en.wikipedia.org/wiki/Commune_Council_(Cambodia)"
FILING_2022 = "https://phnompenhpost.com/national-politics/nearly-52k-candidates-logged-commune-elections-first-day"
POSTS = "http://cambodianewsgazette.com/official-election-results-cpp-wins-1648-commune-chief-1618-first-deputy-chief-and-261-second-deputy-chief-positions"
DATE_2028 = "https://www.detailedpedia.com/wiki-National_Assembly_of_Cambodia"

# The bodies of the rehearsal are invented; here they are those of the law.
BODIES = {
    "commission": ("nec", "National Election Committee", "គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត", "authorities"),
    "ministry-e": ("moi", "Ministry of Interior", "ក្រសួងមហាផ្ទៃ", "authorities"),
    "council-f": ("ccc", "Constitutional Council", "ក្រុមប្រឹក្សាធម្មនុញ្ញ", "courts"),
    "assembly-g": ("assembly", "National Assembly", "រដ្ឋសភា", "authorities"),
    "communes-h": ("commune-chiefs", "Commune chiefs", "មេឃុំ ចៅសង្កាត់", "communes"),
    "authority-i": ("authorities", "Provincial and district authorities", "អាជ្ញាធរខេត្ត និងស្រុក", "authorities"),
}


def renamed(value):
    """The same with the organisations of the law."""
    if isinstance(value, list):
        return [renamed(one) for one in value]
    if isinstance(value, dict):
        return {key: renamed(one) for key, one in value.items()}
    return BODIES[value][0] if value in BODIES else value


def procedures(changes, articles):
    """The rehearsal's rules without its invented groups and its year's holidays; deadlines of this election changed."""
    rules = renamed(json.loads((ELECTIONS / "cambodia-rehearsal" / "procedures.json").read_text("utf-8")))
    rules["holidays"], rules["groupings"], rules["families"] = [], [], []
    rules["deadlines"] = [deadline | changes.get(deadline["code"], {}) for deadline in rules["deadlines"]]
    return rules if articles else without_articles(rules)


def without_articles(value):
    """The articles of the Assembly's law are not those of the communes'."""
    if isinstance(value, list):
        return [without_articles(one) for one in value]
    if isinstance(value, dict):
        return {key: UNKNOWN if key == "article" and str(one).startswith("LEMNA") else without_articles(one) for key, one in value.items()}
    return value


def council_sizes(stations):
    """5, 7, 9 or 11 seats a commune, by its planned stations, 11,622 in all."""
    sizes, left = dict.fromkeys(stations, STEPS[0]), (COMMUNE_SEATS - STEPS[0] * len(stations)) // 2
    while left:
        code = min((code for code in sizes if sizes[code] < STEPS[-1]), key=lambda code: (sizes[code] / stations[code], code))
        sizes[code] += 2
        left -= 1
    return sizes


def organisations():
    return [{"code": code, "names": names(en, km), "interest": interest} for code, en, km, interest in BODIES.values()] + [
        {"code": "civil-society", "names": names("Civil society", "សង្គមស៊ីវិល")}]


def placeholders():
    return [[f"{n:02}", f"{n}", f"List {n}", "បញ្ជី " + str(n).translate(rehearsal.KHMER), colour] for n, colour in enumerate(palette(LISTS), 1)]


def unknown_lists():
    return fact("lists", UNKNOWN, FILING_2022,
                "Lists 1 to 20 keep the places of those that the commission will have registered; none stands for a party yet.",
                "បញ្ជី ១ ដល់ ២០ ទុកកន្លែងសម្រាប់បញ្ជីដែល គ.ជ.ប នឹងចុះ។ គ្មានបញ្ជីណាតំណាងគណបក្សនៅឡើយទេ។")


def planned_stations():
    return fact("stations", UNKNOWN, rehearsal.STATIONS_SOURCE,
                "23,789 stations as in 2023, in a plan by commune of this project; the commission's list takes its place.",
                "ការិយាល័យ ២៣ ៧៨៩ ដូចឆ្នាំ ២០២៣ តាមផែនការរបស់គម្រោងនេះ។ បញ្ជីរបស់ គ.ជ.ប នឹងជំនួស។")


def frame(code, title, date):
    definition = cambodia.frame(code, title) | {"date": date, "organisations": organisations()}
    definition["offices"] = {office: ["nec"] for office in definition["offices"]}
    return definition


def publish(definition, units, counts, rules):
    """Writes a definition; its procedures are made here, so they are laid down first."""
    folder = ELECTIONS / definition["code"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "procedures.json").write_text(text_of(rules) + "\n", "utf-8")
    stations = [[f"{commune}-{number:03}", commune, "polling-station"] for commune in sorted(counts) for number in range(1, counts[commune] + 1)]
    write(
        definition["code"],
        definition,
        units=(["code", "parent", "kind", "name.en", "name.km"], units),
        stations=(["code", "unit", "kind"], stations),
        lists=(["code", "short", "name.en", "name.km", "colour"], placeholders()),
        form=cambodia.form(),
        procedures=True,
    )


def communes(units, counts):
    sizes = council_sizes(counts)
    definition = frame("cambodia-2027", names("Commune councils 2027", "ការបោះឆ្នោតជ្រើសរើសក្រុមប្រឹក្សាឃុំ សង្កាត់ ឆ្នាំ ២០២៧"), "2027-06-06")
    definition["constituencies"] = {"kind": "commune", "councils": True, "seats": [{"unit": code, "seats": seats} for code, seats in sorted(sizes.items())]}
    definition["seatRule"] = {"method": "cambodia", "article": UNKNOWN}
    definition["holders"] = {"article": UNKNOWN}
    definition["posts"] = [{"post": post, "choice": choice, "article": UNKNOWN} for post, choice in
                           (("chief", "most-votes"), ("first-deputy", "second-most-votes"), ("second-deputy", "third-most-votes"))]
    definition["grounds"] = without_articles(definition["grounds"])
    definition["facts"] = [one for one in cambodia.facts() if not one["about"].startswith(("constituencies", "seatRule", "grounds.annulled"))] + [
        fact("date", UNKNOWN, FILING_2022, "The first Sunday of June, as in 2022 (5 June); the day of 2027 was not found.",
             "ថ្ងៃអាទិត្យដំបូងនៃខែមិថុនា ដូចឆ្នាំ ២០២២ (៥ មិថុនា)។ រកមិនឃើញថ្ងៃសម្រាប់ឆ្នាំ ២០២៧ ទេ។"),
        fact("constituencies", "published", SEATS_2022, "1,652 communes and sangkats with 11,622 seats in 2022.", "ឃុំ សង្កាត់ ១ ៦៥២ មានអាសនៈ ១១ ៦២២ ក្នុងឆ្នាំ ២០២២។"),
        fact("constituencies.seats", UNKNOWN, SIZES,
             "5 to 11 seats by population; how many each commune has is set by the government. Here 11,622 are spread by planned stations.",
             "៥ ដល់ ១១ អាសនៈ តាមចំនួនប្រជាជន ហើយរដ្ឋាភិបាលកំណត់សម្រាប់ឃុំនីមួយៗ។ នៅទីនេះ ១១ ៦២២ ចែកតាមផែនការការិយាល័យ។"),
        fact("seatRule", "published", FORMULA_2001, "The Assembly's formula of highest averages, since 2001; the article was not found.",
             "រូបមន្តមធ្យមខ្ពស់បំផុតដូចរដ្ឋសភា តាំងពីឆ្នាំ ២០០១។ រកមិនឃើញលេខមាត្រាទេ។"),
        fact("posts", "published", POSTS, "Chief, first and second deputy come from the result; the rule for the deputies was not found in the law.",
             "មេឃុំ ជំទប់ទីមួយ និងទីពីរ មកពីលទ្ធផល។ រកមិនឃើញមាត្រាសម្រាប់ជំទប់ទេ។"),
        fact("procedures.deadlines.list-filing", "derived", FILING_2022, "In 2022 lists came in on 4 to 6 March, 91 days before the vote at the latest.",
             "ឆ្នាំ ២០២២ បញ្ជីដាក់ពីថ្ងៃ ៤ ដល់ ៦ មីនា យ៉ាងយឺត ៩១ ថ្ងៃមុនបោះឆ្នោត។"),
        planned_stations(), unknown_lists(),
    ]
    earlier = {"length": 91, "article": UNKNOWN}
    publish(definition, units, counts, procedures({"party-application": earlier, "list-filing": earlier}, articles=False))


def assembly(units, counts):
    definition = frame("cambodia-2028", names("National Assembly 2028", "ការបោះឆ្នោតជ្រើសតាំងតំណាងរាស្ត្រ ឆ្នាំ ២០២៨"), "2028-07-23")
    definition["holders"] = {"article": UNKNOWN}
    definition["facts"] = cambodia.facts() + [
        fact("date", UNKNOWN, DATE_2028, "23 July 2028, by an encyclopedia's copy that names the 30th too.",
             "ថ្ងៃទី ២៣ កក្កដា ២០២៨ តាមសព្វវចនាធិប្បាយមួយ ដែលដាក់ថ្ងៃទី ៣០ ផងដែរ។"),
        planned_stations(), unknown_lists(),
    ]
    publish(definition, units, counts, procedures({}, articles=True))


def make(part):
    units = cambodia.places(["province", "district", "commune"])
    counts = rehearsal.plan([row[0] for row in units if row[2] == "commune"])
    {"communes": communes, "assembly": assembly}[part](units, counts)
