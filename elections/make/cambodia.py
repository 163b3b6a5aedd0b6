"""What both Cambodian definitions share: provinces, seats, the sheets and form 1102."""

import wording
from common import fact, names, rows_of

LAW_IDEA = "https://www.idea.int/node/150463"
LAW_APPEALS = "https://www.idea.int/answer/ans9296385476102"
GAZETTEER = "https://github.com/dwilkie/pumi"
SEATS_2013 = "https://github.com/VOANews/cambodia-election"
FORM_1102 = "https://www.hrw.org/news/2023/07/03/letter-nec-chairman-re-questions-concerning-1102-form-irregularities-june-2022"
THREE_COPIES = "https://www.phnompenhpost.com/national/election-amendments-not-compromise-counting-process-nec"

# 2013's seats, with Kampong Cham split and Preah Sihanouk raised: the fact `constituencies.seats` says what that rests on.
SEATS = {
    "01": 6, "02": 8, "03": 10, "04": 4, "05": 6, "06": 6, "07": 6, "08": 11, "09": 1, "10": 3, "11": 1, "12": 12, "13": 1,
    "14": 11, "15": 4, "16": 1, "17": 6, "18": 3, "19": 1, "20": 5, "21": 8, "22": 1, "23": 1, "24": 1, "25": 8,
}


def places(levels):
    """Units of these levels as rows: code, parent, kind, name.en, name.km; outer before inner."""
    rows = [["KH", "", "country", "Cambodia", "កម្ពុជា"]]
    found = rows_of("cambodia/gazetteer.csv.gz")
    for level in levels:
        rows += sorted(
            [row["code"], row["parent_code"] or "KH", level, " ".join(row["name_latin"].split()), " ".join(row["name_km"].split())]
            for row in found
            if row["level"] == level
        )
    return rows


def frame(code, title):
    """The part of definition.json that both have; seats, rule, sheets and grounds."""
    return {
        "format": "saksei/definition/v1",
        "code": code,
        "names": title,
        "date": "2023-07-23",
        "timeZone": "Asia/Phnom_Penh",
        "languages": ["en", "km"],
        "constituencies": {"kind": "province", "seats": [{"unit": unit, "seats": seats} for unit, seats in SEATS.items()]},
        "seatRule": {"method": "cambodia", "article": "LEMNA art. 135"},
        "offices": wording.offices("commission"),
        "vouching": {"required": 2},
        "stationMaximum": {"ballots": 750, "article": "unverified"},
        "sheets": [
            {"code": "original", "names": names("Commission's original", "ច្បាប់ដើមរបស់ គ.ជ.ប")},
            {"code": "posted", "names": names("Sheet posted at the station", "ច្បាប់បិទផ្សាយនៅការិយាល័យ")},
            {"code": "commune-scan", "names": names("Commune's scan", "ច្បាប់ស្កេនពីឃុំ សង្កាត់")},
            {"code": "tally", "names": names("Own tally", "ការកត់ត្រាដោយខ្លួនឯង")},
        ],
        "grounds": wording.grounds({"annulled": "LEMNA arts. 111 new, 117 new"}),
    }


def facts():
    return [
        fact("constituencies.seats", "published", LAW_IDEA,
             "At least 125 seats in 25 constituencies, 1 to 12 each (LEMNA art. 6).",
             "យ៉ាងតិច ១២៥ អាសនៈ ក្នុងមណ្ឌលបោះឆ្នោត ២៥ ពី ១ ដល់ ១២ ក្នុងមួយមណ្ឌល (មាត្រា ៦)។"),
        fact("constituencies.seats", "derived", SEATS_2013,
             "22 constituencies carry their number of 2013; no page that lists all 125 was found.",
             "មណ្ឌល ២២ យកតាមចំនួនឆ្នាំ ២០១៣។ រកមិនឃើញទំព័រដែលរាយអាសនៈទាំង ១២៥ ទេ។"),
        fact("constituencies.seats.12", "published", "https://kamnotra.io/en/succession/cambodia-election-2023/seat-calculator/",
             "Phnom Penh has 12.",
             "ភ្នំពេញមាន ១២។"),
        fact("constituencies.seats.03", "unverified", SEATS_2013,
             "Kampong Cham had 18 in 2013; 10 after Tboung Khmum was split off is general knowledge.",
             "កំពង់ចាមមាន ១៨ ក្នុងឆ្នាំ ២០១៣។ ចំនួន ១០ ក្រោយបំបែកត្បូងឃ្មុំ ជាចំណេះដឹងទូទៅ។"),
        fact("constituencies.seats.25", "unverified", SEATS_2013,
             "Tboung Khmum's 8 is general knowledge.",
             "ចំនួន ៨ របស់ត្បូងឃ្មុំ ជាចំណេះដឹងទូទៅ។"),
        fact("constituencies.seats.18", "unverified", SEATS_2013,
             "Preah Sihanouk had 1 in 2013; 3 is general knowledge, and makes the sum 125.",
             "ព្រះសីហនុមាន ១ ក្នុងឆ្នាំ ២០១៣។ ចំនួន ៣ ជាចំណេះដឹងទូទៅ ហើយធ្វើឱ្យផលបូកគ្រប់ ១២៥។"),
        fact("seatRule", "published", LAW_IDEA,
             "Highest average in each constituency; art. 135 has the formula. How a tie is broken was not found.",
             "មធ្យមខ្ពស់បំផុតក្នុងមណ្ឌលនីមួយៗ តាមមាត្រា ១៣៥។ រកមិនឃើញវិធីដោះស្រាយពេលស្មើគ្នាទេ។"),
        fact("stationMaximum", "published", "https://www.phnompenhpost.com/national/nec-posts-voter-list-over-20k-polling-stations",
             "At most 750 voters a station, by law; the article was not found.",
             "យ៉ាងច្រើន ៧៥០ អ្នកបោះឆ្នោតក្នុងមួយការិយាល័យ តាមច្បាប់។ រកមិនឃើញលេខមាត្រាទេ។"),
        fact("sheets", "published", THREE_COPIES,
             "Since 2022 three paper copies: for the commission, posted at the station, for the commune; agents get a scan.",
             "ចាប់ពីឆ្នាំ ២០២២ មានបីច្បាប់៖ សម្រាប់ គ.ជ.ប បិទនៅការិយាល័យ និងសម្រាប់ឃុំ សង្កាត់។ ភ្នាក់ងារទទួលច្បាប់ស្កេន។"),
        fact("form", "unverified", FORM_1102,
             "Votes, invalid ballots and signatures are known to stand on form 1102; its full list of fields was not found.",
             "គេដឹងថា ទ.១១០២ មានសំឡេងឆ្នោត សន្លឹកមិនបានការ និងហត្ថលេខា។ រកមិនឃើញបញ្ជីពេញនៃចំណុចទេ។"),
        fact("grounds.annulled", "published", LAW_APPEALS,
             "The NEC may order a re-election within eight days (art. 111 new, numbering of 2013); the Constitutional Council too (art. 117 new).",
             "គ.ជ.ប អាចសម្រេចឱ្យបោះឆ្នោតឡើងវិញក្នុងរយៈពេលប្រាំបីថ្ងៃ (មាត្រា ១១១ ថ្មី លេខឆ្នាំ ២០១៣) ក្រុមប្រឹក្សាធម្មនុញ្ញក៏អាចដែរ (មាត្រា ១១៧ ថ្មី)។"),
        wording.ground_fact(LAW_APPEALS),
        fact("units", "published", GAZETTEER,
             "Codes, Khmer and Latin names of the NCDD gazetteer.",
             "លេខកូដ ឈ្មោះខ្មែរ និងឡាតាំង តាមបញ្ជីភូមិសាស្ត្រ គ.ជ.អ.ប។"),
    ]


def form():
    return {
        "format": "saksei/form/v1",
        "code": "1102",
        "names": names("Minutes of the count (form 1102)", "កំណត់ហេតុនៃការរាប់សន្លឹកឆ្នោត (ទ.១១០២)"),
        "fields": [
            wording.field("registered", "A", wording.REGISTERED, "registered"),
            wording.field("received", "B", wording.RECEIVED, "received"),
            wording.field("cast", "C", wording.CAST, "cast"),
            wording.field("spoilt", "D", wording.SPOILT, "spoilt"),
            wording.field("unused", "E", wording.UNUSED, "unused"),
            wording.field("invalid", "F", wording.INVALID, "invalid"),
            wording.field("valid", "G", wording.VALID, "valid"),
        ],
        "votes": {"names": wording.LIST_VOTES},
        "checks": [
            wording.check("E101", "error",
                          names("Ballots received are those in the box, spoilt and unused",
                                "សន្លឹកឆ្នោតបានទទួល ស្មើក្នុងហិប បូកខូច បូកមិនបានប្រើ"),
                          ["received"], "equals", ["cast", "spoilt", "unused"]),
            wording.check("E102", "error",
                          names("Ballots in the box are the invalid and the valid",
                                "សន្លឹកឆ្នោតក្នុងហិប ស្មើមិនបានការ បូកបានការ"),
                          ["cast"], "equals", ["invalid", "valid"]),
            wording.check("E103", "error",
                          names("Valid votes are the sum of the lists", "សំឡេងឆ្នោតបានការ ស្មើផលបូកតាមបញ្ជី"),
                          ["valid"], "equals", ["votes"]),
            wording.check("W201", "warning",
                          names("No more ballots in the box than voters on the list",
                                "សន្លឹកឆ្នោតក្នុងហិប មិនលើសអ្នកបោះឆ្នោតក្នុងបញ្ជី"),
                          ["cast"], "at-most", ["registered"]),
        ],
        "digits": ["latin", "khmer"],
        "maximum": 9999999,
    }
