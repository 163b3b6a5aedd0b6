"""Cambodia, National Assembly of 23 July 2023, as published: national figures, seats, no stations."""

import cambodia
from common import fact, names, write
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


def make():
    ranked = sorted(LISTS, key=lambda one: (-one[4], one[0]))
    colours = dict(zip((one[0] for one in ranked), palette(len(LISTS))))
    definition = cambodia.frame(
        "cambodia-2023",
        names("Cambodia, National Assembly election of 23 July 2023",
              "ការបោះឆ្នោតជ្រើសតាំងតំណាងរាស្ត្រ ថ្ងៃទី ២៣ កក្កដា ២០២៣"),
    )
    definition["published"] = {
        "registered": 9710655,
        "cast": 8214430,
        "valid": 7774276,
        "invalid": 440154,
        "lists": [{"list": code, "votes": votes, "seats": seats} for code, _, _, _, votes, seats in LISTS],
        "winners": winners(),
    }
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
    )
