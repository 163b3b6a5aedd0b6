"""The rehearsal: Cambodia's places, a plan of 23,789 stations, lists 1 to 18 that stand for no party. Figures are simulated elsewhere."""

import hashlib

import cambodia
from common import fact, names, write
from palette import palette

STATIONS, PHNOM_PENH = 23789, 2206
MOST = 60
ORGANISATIONS = [
    ("commission", "Commission (invented)", "គណៈកម្មាធិការ (ប្រឌិត)"),
    ("observers-a", "Observers A (invented)", "អ្នកសង្កេតការណ៍ ក (ប្រឌិត)"),
    ("alliance-b", "Alliance B (invented)", "សម្ព័ន្ធ ខ (ប្រឌិត)"),
    ("monitor-c", "Monitor C (invented)", "អង្គការតាមដាន គ (ប្រឌិត)"),
    ("tally-d", "Tally D (invented)", "អង្គការរាប់សំឡេង ឃ (ប្រឌិត)"),
]
ORGANISATIONS += [
    ("ministry-e", "Ministry E (invented)", "ក្រសួង ង (ប្រឌិត)"),
    ("council-f", "Council F (invented)", "ក្រុមប្រឹក្សា ច (ប្រឌិត)"),
    ("assembly-g", "Assembly G (invented)", "សភា ឆ (ប្រឌិត)"),
    ("communes-h", "Commune chiefs H (invented)", "មេឃុំ ជ (ប្រឌិត)"),
    ("civil-society", "Civil society", "សង្គមស៊ីវិល"),
    ("authority-i", "Authorities I (invented)", "អាជ្ញាធរ ឈ (ប្រឌិត)"),
]
PARTIES = [f"party-{number:02}" for number in range(1, 21)]
ORGANISATIONS += [(code, f"Party {int(code[6:])} (invented)", f"គណបក្ស {int(code[6:])} (ប្រឌិត)".translate(str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩"))) for code in PARTIES]
# Bodies and parties by their interest groups: who founds is of the first three, the courts have no founder. Observers are only named.
INTERESTS = {"commission": "authorities", "ministry-e": "authorities", "assembly-g": "authorities", "authority-i": "authorities",
             "communes-h": "communes", "council-f": "courts", "alliance-b": "parties"} | {code: "parties" for code in PARTIES}
ABOVE = {"communes-h": "ministry-e"}
KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
# Kinds of incidents: what they are, and whose task it is to answer within how many hours.
INCIDENTS = [
    ("closed-count", "Count behind closed doors", "រាប់សន្លឹកឆ្នោតដោយបិទទ្វារ", "commission", 72),
    ("form-not-posted", "Form 1102 not posted", "មិនបិទកំណត់ហេតុ ១១០២", "commission", 72),
    ("copy-refused", "Copy of form 1102 refused", "មិនឱ្យច្បាប់ចម្លងកំណត់ហេតុ ១១០២", "commission", 72),
    ("agents-sent-away", "Agents or observers sent away", "បណ្តេញភ្នាក់ងារ ឬអ្នកសង្កេតការណ៍", "commission", 72),
    ("intimidation", "Intimidation", "ការបំភិតបំភ័យ", "authority-i", 240),
    ("inducement", "Money or gifts for votes", "ឱ្យលុយ ឬអំណោយដើម្បីទិញសំឡេង", "commission", 240),
    ("restricted-space", "Space restricted", "ការរឹតត្បិតសេរីភាព", "authority-i", 240),
    ("weather", "Wind or rain", "ខ្យល់ ឬភ្លៀង", "commission", 240),
    ("ballot-shortage", "Too few ballots", "ខ្វះសន្លឹកឆ្នោត", "commission", 72),
    ("strangers-inside", "Somebody inside without right", "មានអ្នកគ្មានសិទ្ធិនៅខាងក្នុង", "commission", 240),
]
REASONS = [("no-badge", "No badge", "គ្មានប័ណ្ណសម្គាល់"), ("order-from-above", "Order from above", "បទបញ្ជាពីថ្នាក់លើ")]
CAUSES = [("weather", "Wind or rain", "ខ្យល់ ឬភ្លៀង"), ("geography", "Geography", "ភូមិសាស្ត្រ"), ("instruction-misread", "An instruction misread", "យល់ច្រឡំសេចក្តីណែនាំ"),
          ("no-such-thing", "Nothing of the kind found", "រកមិនឃើញហេតុការណ៍បែបនេះ")]
CONDITIONS = [("doors", "closed", "doors-closed"), ("doors", "partly", "doors-partly"), ("doors", "open", "doors-open"),
              ("posted", "yes", "form-posted"), ("posted", "no", "form-not-posted"),
              ("copy", "handed", "copy-handed"), ("copy", "refused", "copy-refused"), ("copy", "not-asked", "copy-not-asked"),
              ("presence", "present", "present"), ("presence", "sent-away", "sent-away"), ("presence", "kept-out", "kept-out")]
STATIONS_SOURCE = "https://www.phnompenhpost.com/national/cambodias-2023-general-election-kicks"
PHNOM_PENH_SOURCE = "http://www.thmeypit.news/2023/09/blog-post_40.html"


def share(total, weights):
    """Whole shares of a total by largest remainder; equal remainders go by code."""
    whole = sum(weights.values())
    shares = {code: total * weight // whole for code, weight in weights.items()}
    left = sorted(weights, key=lambda code: (-(total * weights[code] % whole), code))
    for code in left[: total - sum(shares.values())]:
        shares[code] += 1
    return shares


def weight_of(commune):
    """400 to 1,399, always the same for the same commune."""
    return 400 + int.from_bytes(hashlib.sha256(f"saksei/rehearsal/stations {commune}".encode()).digest()[:8], "big") % 1000


def plan(communes):
    """How many stations each commune has: by seats to provinces, by weight to communes, at least one each.

    Seats stand for population; but a small province's one seat counts for no more than a tenth of its communes.
    """
    within = {}
    for code in communes:
        within.setdefault(code[:2], []).append(code)
    weights = {code: min(10 * seats, len(within[code])) for code, seats in cambodia.SEATS.items() if code != "12"}
    provinces = {**share(STATIONS - PHNOM_PENH, weights), "12": PHNOM_PENH}
    counts = {}
    for province, codes in within.items():
        more = share(provinces[province] - len(codes), {code: weight_of(code) for code in codes})
        counts.update({code: 1 + more[code] for code in codes})
    assert max(counts.values()) <= MOST and sum(counts.values()) == STATIONS
    return counts


SUBJECTS = [
    ("counting", "Counting", "ការរាប់"), ("forms", "Forms", "ទម្រង់"), ("copies", "Copies of the form", "ច្បាប់ចម្លង"),
    ("complaints", "Complaints", "បណ្តឹង"), ("events", "Events", "ព្រឹត្តិការណ៍"),
]
# The log of the earlier rehearsal; its seed is always the same (Saksei.Rehearsal, EarlierRehearsal).
EARLIER = "simulated.saksei.example/kh-2018-rehearsal+a8f7a066+AZ0q1fWseHRthiUYHXcBjkaO2lfCwprEOuSdUnbhdZxA"


def findings():
    return {"subjects": [{"code": code, "names": names(en, km)} for code, en, km in SUBJECTS]}


def make_earlier():
    """The election before: no stations, two lists that stand for no party, and findings."""
    definition = cambodia.frame("cambodia-rehearsal-2018", names("Rehearsal: an election of 29 July 2018, simulated", "ការសាកល្បង៖ ការបោះឆ្នោតថ្ងៃទី ២៩ កក្កដា ២០១៨"))
    definition["date"] = "2018-07-29"
    definition["organisations"] = [{"code": code, "names": names(english, khmer)} | ({"interest": INTERESTS[code]} if code in INTERESTS else {})
                                   for code, english, khmer in ORGANISATIONS if not code.startswith("party-")]
    definition["findings"] = findings()
    definition["facts"] = cambodia.facts()
    colours = palette(2)
    write(
        "cambodia-rehearsal-2018",
        definition,
        units=(["code", "parent", "kind", "name.en", "name.km"], cambodia.places(["province"])),
        stations=(["code", "unit", "kind"], []),
        lists=(["code", "short", "name.en", "name.km", "colour"], [[f"{n:02}", f"{n}", f"List {n}", "បញ្ជី " + str(n).translate(KHMER), colours[n - 1]] for n in (1, 2)]),
        form=cambodia.form(),
    )


def make(part="rehearsal"):
    if part == "earlier":
        make_earlier()
        return
    units = cambodia.places(["province", "district", "commune"])
    counts = plan([row[0] for row in units if row[2] == "commune"])
    stations = [[f"{commune}-{number:03}", commune, "polling-station"]
                for commune in sorted(counts) for number in range(1, counts[commune] + 1)]
    lists = [[f"{n:02}", f"{n}", f"List {n}", "បញ្ជី " + str(n).translate(KHMER), colour]
             for n, colour in enumerate(palette(18), 1)]
    definition = cambodia.frame(
        "cambodia-rehearsal",
        names("Rehearsal: National Assembly election of 23 July 2023, simulated",
              "ការសាកល្បង៖ ការបោះឆ្នោតជ្រើសតាំងតំណាងរាស្ត្រ ថ្ងៃទី ២៣ កក្កដា ២០២៣"),
    )
    definition["organisations"] = [
        {"code": code, "names": names(english, khmer)}
        | ({"interest": INTERESTS[code]} if code in INTERESTS else {}) | ({"above": ABOVE[code]} if code in ABOVE else {})
        for code, english, khmer in ORGANISATIONS]
    definition["observation"] = {
        "incidents": [{"code": code, "names": names(english, khmer), "office": office, "hours": hours} for code, english, khmer, office, hours in INCIDENTS],
        "reasons": [{"code": code, "names": names(english, khmer)} for code, english, khmer in REASONS],
        "causes": [{"code": code, "names": names(english, khmer)} for code, english, khmer in CAUSES],
        "conditions": [{"question": question, "answer": answer, "says": says} for question, answer, says in CONDITIONS],
    }
    definition["findings"] = findings() | {"earlier": [{"log": EARLIER, "names": names("Rehearsal of 29 July 2018, simulated", "ការសាកល្បង ២៩ កក្កដា ២០១៨")}]}
    definition["facts"] = cambodia.facts() + [
        fact("stations", "published", STATIONS_SOURCE,
             "23,789 stations in 2023.",
             "ការិយាល័យ ២៣ ៧៨៩ ក្នុងឆ្នាំ ២០២៣។"),
        fact("stations.12", "published", PHNOM_PENH_SOURCE,
             "2,206 stations in Phnom Penh in 2023.",
             "ការិយាល័យ ២ ២០៦ នៅភ្នំពេញ ក្នុងឆ្នាំ ២០២៣។"),
        fact("stations.unit", "derived", STATIONS_SOURCE,
             "Which commune a station lies in, and its code, are a plan made for the rehearsal, not the commission's list.",
             "ទីតាំង និងលេខកូដការិយាល័យ ជាផែនការសម្រាប់ការសាកល្បង មិនមែនបញ្ជីរបស់ គ.ជ.ប ទេ។"),
        fact("units.commune", "published", "https://www.phnompenhpost.com/national/six-new-communes-and-50-new-seats-2022-elections",
             "1,652 communes, the commission's number of 2022.",
             "ឃុំ សង្កាត់ ១ ៦៥២ តាមចំនួនរបស់ គ.ជ.ប ឆ្នាំ ២០២២។"),
        fact("lists", "derived", STATIONS_SOURCE,
             "Lists 1 to 18 are invented and stand for no party; their numbers are not the ballot's.",
             "បញ្ជី ១ ដល់ ១៨ ជាការប្រឌិត មិនតំណាងគណបក្សណាទេ ហើយលេខមិនមែនលេខលើសន្លឹកឆ្នោតទេ។"),
    ]
    write(
        "cambodia-rehearsal",
        definition,
        units=(["code", "parent", "kind", "name.en", "name.km"], units),
        stations=(["code", "unit", "kind"], stations),
        lists=(["code", "short", "name.en", "name.km", "colour"], lists),
        form=cambodia.form(),
        procedures=True,
    )
