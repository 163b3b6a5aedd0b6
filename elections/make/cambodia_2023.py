"""Cambodia, National Assembly of 23 July 2023, as published: national figures, seats, no stations."""

import cambodia
from common import ELECTIONS, fact, names, text_of, write
from palette import palette

FIGURES = "https://ispd.org.cy/cambodia/"
TOTALS = "https://cambojanews.com/nec-announces-official-result-cpp-won-120-seats-funcinpec-won-five-seats/"
NUMBERS = "https://cambodianess.com/article/political-parties-order-on-ballot-papers-set"
KHMER_NAMES = "https://postkhmer.com/national/2023-07-24-1043-252621.html"

# Ballot number, short name, English and Khmer name (where a source gave one), votes, seats.
LISTS = [
    ("01", "Beehive", "Beehive Social Democratic Party", None, 20210, 0),
    ("02", "Khmer United", "Khmer United Party", None, 36526, 0),
    ("03", "Cambodian Nationality", "Cambodian Nationality Party", None, 23197, 0),
    ("04", "KNUP", "Khmer National United Party", "គណបក្សខ្មែររួបរួមជាតិ", 134285, 0),
    ("05", "Democracy Power", "Democracy Power Party", None, 13704, 0),
    ("06", "Farmer's", "Farmer's Party", "គណបក្សកសិករ", 12786, 0),
    ("07", "Women for Women", "Women's Party for Women", None, 22843, 0),
    ("08", "Khmer Anti-Poverty", "Khmer Anti-Poverty Party", None, 40096, 0),
    ("09", "FUNCINPEC", "FUNCINPEC", "គណបក្សហ្វ៊ុនស៊ិនប៉ិច", 716490, 5),
    ("10", "Dharmacracy", "Dharmacracy Party", "គណបក្សធម្មាធិបតេយ្យ", 84030, 0),
    ("11", "Grassroots Democratic", "Grassroots Democratic Party", None, 35416, 0),
    ("12", "People Purpose", "People Purpose Party", None, 13831, 0),
    ("13", "Khmer Economic Development", "Khmer Economic Development Party", None, 26093, 0),
    ("14", "Ekpheap Cheat Khmer", "Ekpheap Cheat Khmer Party", None, 25261, 0),
    ("15", "Khmer Conservative", "Khmer Conservative Party", None, 20968, 0),
    ("16", "CYP", "Cambodian Youth Party", "គណបក្សយុវជនកម្ពុជា", 97412, 0),
    ("17", "Indigenous Peoples", "Cambodia Indigenous Peoples Democracy Party", None, 52817, 0),
    ("18", "CPP", "Cambodian People's Party", "គណបក្សប្រជាជនកម្ពុជា", 6398311, 120),
]
WON_BY_FUNCINPEC = ["03", "06", "08", "12", "14"]


def winners():
    """Seats by province: one of FUNCINPEC's in each of five, all others of the CPP."""
    found = []
    for unit, seats in cambodia.SEATS.items():
        one = 1 if unit in WON_BY_FUNCINPEC else 0
        found += [{"constituency": unit, "list": "09", "seats": 1}] if one else []
        found.append({"constituency": unit, "list": "18", "seats": seats - one})
    return found


# Who had nominated the nine members elected on 9 April 2015, and the three who resigned in November 2017.
NOMINATED_2015 = ["cpp"] * 4 + ["cnrp"] * 4 + ["civil-society"]
NOMINATED_2023 = ["cpp"] * 4 + ["funcinpec"] * 4 + ["civil-society"]


def organisations():
    """What parties and nominators are called, as far as sources name them in each language."""
    others = [
        ("candlelight", "Candlelight Party", "គណបក្សភ្លើងទៀន"),
        ("khmer-united-great-nation", "Khmer United Great Nation Party", None),
        ("cpp", "Cambodian People's Party", "គណបក្សប្រជាជនកម្ពុជា"),
        ("cnrp", "Cambodia National Rescue Party", "គណបក្សសង្គ្រោះជាតិ"),
        ("funcinpec", "FUNCINPEC", "គណបក្សហ្វ៊ុនស៊ិនប៉ិច"),
        ("civil-society", "Civil society", "សង្គមស៊ីវិល"),
        ("comfrel", "Comfrel", None),
        ("nicfec", "NICFEC", None),
        ("transparency-international", "Transparency International", None),
        ("vietnam-news-agency", "Vietnam News Agency", None),
        ("nec", "National Election Committee", "គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត"),
        ("transcriber", "Transcriber of public record", "អ្នកកត់ត្រាពីឯកសារសាធារណៈ"),
    ]
    named = [(f"list-{code}", english, khmer) for code, _, english, khmer, _, _ in LISTS] + others
    # Each party is an interest group of its own: nothing public says which of them would vouch for another.
    free = {"civil-society", "transcriber", "comfrel", "nicfec", "nec", "transparency-international", "vietnam-news-agency"}
    return [{"code": code, "names": names(english, khmer or english)} | ({} if code in free else {"interest": code})
            for code, english, khmer in named]


def act(at, kind, case, **fields):
    return {"at": at, "kind": kind, "case": case, **fields}


def commission(day, nominated, offices):
    return [act(f"{day}T00:00:00+07:00", "commission/appoint", f"member-{office}", by=nominated[office - 1], on=f"{day}T00:00:00+07:00") for office in offices]


def refused(case, apply_at, appeal_at):
    """Refused on 15 May 2023 for want of the original; the Council upheld that on 25 May."""
    return [
        act(apply_at, "parties/apply", case, party=case, documents=[{"document": "ministry-registration", "form": "copy"}]),
        act("2023-05-15T00:00:00+07:00", "parties/refuse", case, ground="registration-not-original", article="LEMNA-art-27", missing=["ministry-registration"]),
        act("2023-05-15T00:00:00+07:00", "parties/receive", case, on="2023-05-15T00:00:00+07:00"),
        act(appeal_at, "parties/appeal", case, body="ccc"),
        act("2023-05-25T00:00:00+07:00", "parties/uphold", case, ground="registration-not-original", article="LEMNA-art-27"),
    ]


WORKSHOP = "https://cambojanews.com/nec-should-be-impartial-and-independent-say-political-parties-election-observers/"
ANFREL_2022 = "https://anfrel.org/comfrel-publishes-2022-commune-and-sangkat-council-elections-monitoring-findings/"
NEC_2022 = "https://cambodianess.com/article/election-irregularities-affect-voters-willingness-to-vote-comfrel"
WEATHER_2022 = "https://vodenglish.news/vote-counting-begins-at-23602-polling-stations/"
SCANS_2022 = "https://www.phnompenhpost.com/national/nec-signs-commune-elections-rules-procedures"
SAMPLE_2013 = "https://www.transparency.org/news/pressrelease/disenfranchisement_at_polls_as_citizens_unable_to_vote_and_illegal_voting_a"
VIEWS_2023 = "https://phnompenhpost.com/national/views-differ-observers-evaluations-july-23-polls"
WATCHED_2023 = "https://en.vietnamplus.vn/cambodian-general-election-voter-turnout-exceeds-78/260857.vnp"

# When it was written down: silence is counted until here.
WRITTEN = "2026-11-30T09:00:00+07:00"

SUBJECTS = [
    ("closed-doors", "Counts behind closed doors", "ការរាប់ដោយបិទទ្វារ"),
    ("form-1102", "Form 1102", "កំណត់ហេតុ ទ.១១០២"),
    ("registration", "Registration of candidates", "ការចុះឈ្មោះបេក្ខជន"),
    ("campaign-room", "Room to campaign", "សេរីភាពក្នុងការឃោសនា"),
    ("observation", "Observation", "ការសង្កេតការណ៍"),
]


def findings():
    return {"subjects": [{"code": code, "names": names(en, km)} for code, en, km in SUBJECTS]}


def said(kind, by, on, source, **fields):
    return {"at": WRITTEN, "kind": kind, **fields, "reported": {"by": by, "on": on, "source": source}}


def found(name, subject, by, on, source, en, km, asked=None):
    of_whom = {"asked": asked} if asked else {}
    return said("findings/find", by, on, source, **{"as": name}, subject=subject, wording={"en": en, "km": km}, **of_whom)


def answered(name, on, source, en, km):
    return said("findings/answer", "nec", on, source, finding="$" + name, answer="explained", cause={"en": en, "km": km})


def voices():
    """What was said of earlier elections, and at the workshop of 14 February 2025, each with its source; none of it signed by those named."""
    workshop = "2025-02-14"
    return [
        found("forms-2013", "form-1102", "transparency-international", "2013", SAMPLE_2013,
              "2013: results were not posted at 11 % of sampled stations.", "២០១៣៖ លទ្ធផលមិនបានបិទផ្សាយនៅ ១១ % នៃការិយាល័យក្នុងសំណាក។"),
        found("doors-2022", "closed-doors", "comfrel", "2022", ANFREL_2022,
              "2022, commune election: gates, doors and windows closed at counts; observers kept out or barred from photographs.",
              "២០២២ ការបោះឆ្នោតឃុំ សង្កាត់៖ របង ទ្វារ និងបង្អួចបិទពេលរាប់ អ្នកសង្កេតការណ៍មិនឱ្យចូល ឬមិនឱ្យថតរូប។", asked="nec"),
        answered("doors-2022", "2022", NEC_2022, "Technical errors, without effect.", "កំហុសបច្ចេកទេស គ្មានផលប៉ះពាល់។"),
        answered("doors-2022", "2022", WEATHER_2022, "Windows perhaps closed for the weather.", "បង្អួចប្រហែលបិទដោយសារអាកាសធាតុ។"),
        found("forms-2022", "form-1102", "comfrel", "2022", ANFREL_2022,
              "2022, commune election: minutes of the count not posted, or blank.", "២០២២ ការបោះឆ្នោតឃុំ សង្កាត់៖ កំណត់ហេតុរាប់មិនបានបិទផ្សាយ ឬទទេ។", asked="nec"),
        answered("forms-2022", "2022", SCANS_2022,
                 "Since January 2022 agents get a scan from the commune commission. The commission argued that photographs of faulty handwritten copies had caused trouble.",
                 "តាំងពីមករា ២០២២ ភ្នាក់ងារទទួលច្បាប់ស្កេនពីគណៈកម្មការឃុំ សង្កាត់។ គ.ជ.ប ថា រូបថតច្បាប់ចម្លងសរសេរដៃដែលខុស បានបង្កបញ្ហា។"),
        found("doors-2025", "closed-doors", "comfrel", workshop, WORKSHOP,
              "2025: counts behind closed doors in 2023 were called unresolved.", "២០២៥៖ ការរាប់ដោយបិទទ្វារក្នុងឆ្នាំ ២០២៣ ត្រូវបានហៅថាមិនទាន់ដោះស្រាយ។", asked="nec"),
        found("forms-2025", "form-1102", "comfrel", workshop, WORKSHOP,
              "2025: form 1102 in 2023 was called unresolved.", "២០២៥៖ កំណត់ហេតុ ទ.១១០២ ក្នុងឆ្នាំ ២០២៣ ត្រូវបានហៅថាមិនទាន់ដោះស្រាយ។", asked="nec"),
        found("registration-2025", "registration", "comfrel", workshop, WORKSHOP,
              "2025: registration of candidates in 2023 was called unresolved; candidates resigned after asking commune chiefs to endorse their papers.",
              "២០២៥៖ ការចុះឈ្មោះបេក្ខជនឆ្នាំ ២០២៣ ត្រូវបានហៅថាមិនទាន់ដោះស្រាយ បេក្ខជនលាលែងក្រោយសុំមេឃុំបញ្ជាក់ឯកសារ។"),
        found("room-2025", "campaign-room", "comfrel", workshop, WORKSHOP,
              "2025: room to campaign in 2023 was called restricted, and unresolved.",
              "២០២៥៖ សេរីភាពឃោសនាឆ្នាំ ២០២៣ ត្រូវបានហៅថាតឹងតែង និងមិនទាន់ដោះស្រាយ។"),
        said("statements/make", "comfrel", workshop, WORKSHOP, document={
            "en": "A workshop on elections\nHeld by Comfrel, with over 1,000 participants.", "km": "សិក្ខាសាលាអំពីការបោះឆ្នោត\nរៀបចំដោយ Comfrel មានអ្នកចូលរួមជាង ១ ០០០ នាក់។"},
             subjects=["closed-doors", "form-1102", "registration", "campaign-room"]),
        said("statements/make", "nicfec", "2023", VIEWS_2023, document={"en": "2023: no irregularities recorded.", "km": "២០២៣៖ មិនបានកត់ត្រាភាពមិនប្រក្រតីទេ។"}, subjects=["observation"]),
        said("statements/make", "comfrel", "2023", VIEWS_2023, document={
            "en": "2023: officials noted voters, at some stations.", "km": "២០២៣៖ នៅការិយាល័យខ្លះ មន្ត្រីកត់ឈ្មោះអ្នកបោះឆ្នោត។"}, subjects=["observation"]),
        said("statements/make", "vietnam-news-agency", "2023", WATCHED_2023, document={
            "en": "2023: 89,562 observers of 135 bodies, and 586 from abroad.",
            "km": "២០២៣៖ អ្នកសង្កេតការណ៍ ៨៩ ៥៦២ នាក់ពី ១៣៥ ស្ថាប័ន និង ៥៨៦ នាក់ពីបរទេស។"}, subjects=["observation"]),
    ]


def record():
    """Public record of the parties and of the commission. A day that no source gives is written as the last that it can have been."""
    accepted = [f"list-{code}" for code, *_ in LISTS]
    last_day = "2023-05-08T23:59:59+07:00"
    acts = commission("2015-04-09", NOMINATED_2015, range(1, 10))
    acts += [act("2017-11-30T23:59:59+07:00", "commission/resign", f"member-{office}") for office in (5, 6, 7)]
    acts += [act(last_day, "parties/apply", case, party=case) for case in accepted]
    acts += [act("2023-05-22T23:59:59+07:00", "parties/accept", case, ground="conditions-met", article="unverified") for case in accepted]
    acts += refused("candlelight", last_day, "2023-05-20T23:59:59+07:00")
    acts += refused("khmer-united-great-nation", last_day, "2023-05-20T23:59:59+07:00")
    acts += [act("2023-12-13T00:00:00+07:00", "commission/end", f"member-{office}", ground="mandate-ended", article="unverified") for office in (1, 2, 3, 4, 8, 9)]
    acts += commission("2023-12-13", NOMINATED_2023, range(1, 10))
    return sorted(acts, key=lambda one: one["at"]) + voices()


def make():
    ranked = sorted(LISTS, key=lambda one: (-one[4], one[0]))
    colours = dict(zip((one[0] for one in ranked), palette(len(LISTS))))
    definition = cambodia.frame(
        "cambodia-2023",
        names("Cambodia, National Assembly election of 23 July 2023",
              "ការបោះឆ្នោតជ្រើសតាំងតំណាងរាស្ត្រ ថ្ងៃទី ២៣ កក្កដា ២០២៣"),
    )
    definition["published"] = {
        "date": definition["date"],
        "registered": 9710655,
        "cast": 8214430,
        "valid": 7774276,
        "invalid": 440154,
        "lists": [{"list": code, "votes": votes, "seats": seats} for code, _, _, _, votes, seats in LISTS],
        "winners": winners(),
    }
    definition["organisations"] = organisations()
    definition["findings"] = findings()
    definition["facts"] = cambodia.facts() + [
        fact("published.lists", "published", FIGURES,
             "Votes and seats of the 18 lists; the votes sum to the valid votes exactly.",
             "សំឡេងឆ្នោត និងអាសនៈរបស់បញ្ជីទាំង ១៨។ ផលបូកសំឡេងត្រូវនឹងសំឡេងបានការទាំងស្រុង។"),
        fact("published.registered", "published", TOTALS,
             "9,710,655 voters on the list.",
             "អ្នកបោះឆ្នោតក្នុងបញ្ជី ៩ ៧១០ ៦៥៥។"),
        fact("published.cast", "published", TOTALS,
             "8,214,430 ballots in the boxes: valid and invalid together.",
             "សន្លឹកឆ្នោតក្នុងហិប ៨ ២១៤ ៤៣០៖ បានការ និងមិនបានការបូកគ្នា។"),
        fact("published.valid", "published", TOTALS,
             "7,774,276 valid votes.",
             "សំឡេងឆ្នោតបានការ ៧ ៧៧៤ ២៧៦។"),
        fact("published.invalid", "published", TOTALS,
             "440,154 invalid ballots.",
             "សន្លឹកឆ្នោតមិនបានការ ៤៤០ ១៥៤។"),
        fact("published.winners", "published", "https://phnompenhpost.com/national/nec-confirms-final-election-results",
             "FUNCINPEC has one seat in each of Kampong Cham, Kampong Thom, Kandal, Phnom Penh and Prey Veng.",
             "ហ្វ៊ុនស៊ិនប៉ិចបានមួយអាសនៈក្នុងខេត្តនីមួយៗ៖ កំពង់ចាម កំពង់ធំ កណ្តាល ភ្នំពេញ និងព្រៃវែង។"),
        fact("published.winners", "derived", TOTALS,
             "All other seats are the CPP's: how many in a province follows from the seats above, also where those are unverified.",
             "អាសនៈផ្សេងទៀតជារបស់ គណបក្សប្រជាជនកម្ពុជា។ ចំនួនក្នុងខេត្តមួយៗគណនាពីអាសនៈខាងលើ ទោះកន្លែងដែលមិនទាន់ផ្ទៀងផ្ទាត់ក៏ដោយ។"),
        fact("lists.code", "published", NUMBERS,
             "The number on the ballot, drawn on 29 May 2023.",
             "លេខលើសន្លឹកឆ្នោត ចាប់ឆ្នោតថ្ងៃទី ២៩ ឧសភា ២០២៣។"),
        fact("lists.name.km", "published", KHMER_NAMES,
             "Six Khmer names are given as Khmer pages print them; the other twelve were not found and are absent.",
             "ឈ្មោះខ្មែរប្រាំមួយដកស្រង់ពីទំព័រភាសាខ្មែរ។ ដប់ពីរទៀតរកមិនឃើញ ដូច្នេះទុកទំនេរ។"),
        fact("lists.colour", "derived", FIGURES,
             "Chosen by this project to be told apart, taken from no party.",
             "គម្រោងនេះជ្រើសរើសដើម្បីងាយសម្គាល់ មិនបានយកពីគណបក្សណាទេ។"),
        fact("record", "derived", "https://cambojanews.com/candlelight-to-challenge-nec-decision-at-constitutional-council/",
             "Days of public record that no source gives are bounds, the last day that they can have been: applications 8 May, acceptances 22 May, appeals 20 May 2023.",
             "ថ្ងៃដែលគ្មានប្រភពបញ្ជាក់ ជាថ្ងៃចុងក្រោយដែលអាចទៅរួច៖ ពាក្យស្នើ ៨ ឧសភា ការទទួលយក ២២ ឧសភា ការប្តឹង ២០ ឧសភា ២០២៣។"),
        fact("stations", "unverified", TOTALS,
             "No figures by station or province were found, so there are no stations here.",
             "រកមិនឃើញតួលេខតាមការិយាល័យ ឬខេត្តទេ ដូច្នេះគ្មានការិយាល័យនៅទីនេះ។"),
    ]
    write(
        "cambodia-2023",
        definition,
        units=(["code", "parent", "kind", "name.en", "name.km"], cambodia.places(["province"])),
        stations=(["code", "unit", "kind"], []),
        lists=(["code", "short", "name.en", "name.km", "colour"],
               [[code, short, en, km, colours[code]] for code, short, en, km, _, _ in LISTS]),
        form=cambodia.form(),
        procedures=True,
    )
    (ELECTIONS / "cambodia-2023" / "record.json").write_text(text_of(record()) + "\n", encoding="utf-8")
