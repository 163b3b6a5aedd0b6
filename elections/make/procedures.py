"""How cases are dealt with in Cambodia, as far as sources tell; what they don't is marked `unverified`."""

from common import names

APPEAL = "https://cambojanews.com/candlelight-to-challenge-nec-decision-at-constitutional-council/"
UNVERIFIED = "unverified"


def deadline(code, trigger, unit, length, article, english, khmer, **more):
    return {"code": code, "trigger": trigger, "unit": unit, "length": length, "article": article, "names": names(english, khmer), **more}


def deadlines():
    return [
        deadline("party-application", "polling-day", "calendar-days", 70, "LEMNA art. 27", "Applications at the latest", "ដាក់ពាក្យយ៉ាងយឺត", before=True),
        deadline("party-appeal", "notice-received", "calendar-days", 5, UNVERIFIED, "Appeal against a refusal", "ប្តឹងឧទ្ធរណ៍ប្រឆាំងការបដិសេធ"),
        deadline("party-cure", "notice-received", "working-days", 3, UNVERIFIED, "Time to cure a defect of form", "ពេលបំពេញកំហុសនីតិវិធី"),
        deadline("list-decision", "filing", "calendar-days", 5, UNVERIFIED, "Decision on a list", "សេចក្តីសម្រេចលើបញ្ជី"),
        deadline("list-appeal", "notice-received", "calendar-days", 5, UNVERIFIED, "Appeal against the refusal of a list", "ប្តឹងឧទ្ធរណ៍ប្រឆាំងការបដិសេធបញ្ជី"),
        deadline("endorsement-answer", "request", "working-days", 3, UNVERIFIED, "Answer to a request for endorsement", "ការឆ្លើយតបសំណើសុំបញ្ជាក់"),
        deadline("cooling-off", "filing", "hours", 72, UNVERIFIED, "Time to think again about a resignation", "ពេលគិតឡើងវិញអំពីការលាឈប់"),
        deadline("voter-list-filing", "posting", "calendar-days", 10, UNVERIFIED, "Complaint about the voter list", "បណ្តឹងអំពីបញ្ជីបោះឆ្នោត"),
        deadline("voter-list-commune", "filing", "calendar-days", 3, UNVERIFIED, "Commune council's decision on the voter list", "សេចក្តីសម្រេចរបស់ក្រុមប្រឹក្សាឃុំ"),
        deadline("voter-list-appeal", "notice-received", "calendar-days", 5, UNVERIFIED, "Appeal about the voter list", "ប្តឹងឧទ្ធរណ៍អំពីបញ្ជីបោះឆ្នោត"),
        deadline("voter-list-commission", "filing", "calendar-days", 5, UNVERIFIED, "Commission's decision on the voter list", "សេចក្តីសម្រេចរបស់គណៈកម្មាធិការ"),
        deadline("voter-list-council", "filing", "calendar-days", 10, UNVERIFIED, "Constitutional Council's decision on the voter list, final", "សេចក្តីសម្រេចស្ថាពររបស់ក្រុមប្រឹក្សាធម្មនុញ្ញ"),
        deadline("campaign-filing", "fact", "calendar-days", 3, UNVERIFIED, "Complaint about the campaign", "បណ្តឹងអំពីយុទ្ធនាការ"),
        deadline("campaign-commune", "filing", "calendar-days", 2, UNVERIFIED, "Commune commission's decision", "សេចក្តីសម្រេចរបស់គណៈកម្មការឃុំ"),
        deadline("campaign-province", "filing", "calendar-days", 3, UNVERIFIED, "Provincial commission's decision", "សេចក្តីសម្រេចរបស់គណៈកម្មការខេត្ត"),
        deadline("station-result-filing", "polling-day", "clock-time", 1, UNVERIFIED, "Complaint about a station's result (2013: by 11:30 the next day)", "បណ្តឹងអំពីលទ្ធផលការិយាល័យ (២០១៣៖ ត្រឹម ១១:៣០ ថ្ងៃបន្ទាប់)", closesAt="11:30"),
        deadline("result-filing", "result-declared", "hours", 72, UNVERIFIED, "Complaint about the provisional result", "បណ្តឹងអំពីលទ្ធផលបណ្តោះអាសន្ន"),
        deadline("result-decision", "filing", "hours", 48, "LEMNA art. 115 new", "Commission's decision on a complaint about the result", "សេចក្តីសម្រេចលើបណ្តឹងអំពីលទ្ធផល"),
        deadline("result-appeal", "notice-received", "hours", 72, "LEMNA art. 117 new", "Appeal to the Constitutional Council", "ប្តឹងទៅក្រុមប្រឹក្សាធម្មនុញ្ញ"),
        deadline("result-council", "filing", "calendar-days", 20, "LEMNA art. 117 new", "Constitutional Council's decision, after a public hearing", "សេចក្តីសម្រេចរបស់ក្រុមប្រឹក្សាធម្មនុញ្ញ ក្រោយសវនាការសាធារណៈ", notBefore=10),
        deadline("re-election", "filing", "calendar-days", 8, "LEMNA art. 117 new", "New vote at a station", "បោះឆ្នោតឡើងវិញ"),
        deadline("event-answer", "request", "working-days", 3, UNVERIFIED, "Answer to a party that asked to hold an event", "ការឆ្លើយតបសំណើរៀបចំសកម្មភាព"),
    ]


def run(book, state, code, binds, **more):
    return {"book": book, "state": state, "deadline": code, "binds": binds, **more}


def running():
    complaints = [
        ("cec", "campaign", "campaign-commune"), ("pec", "campaign", "campaign-province"), ("nec", "campaign", "campaign-province"),
        ("nec", "result", "result-decision"), ("ccc", "result", "result-council"),
        ("cec", "voter-list", "voter-list-commune"), ("nec", "voter-list", "voter-list-commission"), ("ccc", "voter-list", "voter-list-council"),
    ]
    return [
        run("parties", "refused", "party-appeal", "applicant"),
        run("parties", "struck", "party-appeal", "applicant"),
        run("parties", "refused-procedure", "party-cure", "applicant"),
        run("candidates", "sealed", "list-decision", "body"),
        run("candidates", "refused", "list-appeal", "applicant"),
        run("candidates", "struck", "list-appeal", "applicant"),
        run("endorsements", "asked", "endorsement-answer", "body"),
        run("resignations", "resigning", "cooling-off", "applicant"),
        run("activities", "asked", "event-answer", "body"),
        *[run("complaints", state, code, "body", body=body, complaint=kind)
          for body, kind, code in complaints for state in ("filed", "heard")],
        *[run("complaints", state, "result-appeal", "applicant", body="nec", complaint="result")
          for state in ("upheld", "rejected", "refused-procedure")],
    ]


def bodies(organisation):
    """Bodies with the organisation that signs for each, and what is theirs to do."""
    def body(code, english, khmer, *does):
        return {"code": code, "organisation": organisation(code), "names": names(english, khmer), "does": list(does)}

    decides = ["complaints/uphold", "complaints/reject", "complaints/return", "complaints/hear", "complaints/transfer", "complaints/serve", "complaints/execute"]
    return [
        body("moi", "Ministry of Interior", "ក្រសួងមហាផ្ទៃ", "parties/certify"),
        body("nec", "National Election Committee", "គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត",
             "parties/check", "parties/accept", "parties/refuse", "parties/return", "parties/strike", "parties/serve",
             "candidates/assess", "candidates/accept", "candidates/refuse", "candidates/return", "candidates/post", "candidates/dismiss",
             "candidates/strike", "candidates/serve", "resignations/resign", "resignations/retract", "commission/recuse", "commission/resign",
             "clock/holiday", *decides),
        body("ccc", "Constitutional Council", "ក្រុមប្រឹក្សាធម្មនុញ្ញ",
             "parties/uphold", "parties/reverse", "parties/serve", "candidates/uphold", "candidates/reverse", "candidates/serve", *decides),
        body("assembly", "National Assembly", "រដ្ឋសភា", "commission/appoint", "commission/end"),
        body("pec", "Provincial commission", "គណៈកម្មការរាជធានី ខេត្ត", *decides),
        body("cec", "Commune commission", "គណៈកម្មការឃុំ សង្កាត់", *decides),
        body("commune-chiefs", "Commune chiefs", "មេឃុំ ចៅសង្កាត់", "endorsements/issue", "endorsements/refuse", "endorsements/revoke"),
        body("authorities", "Local authorities", "អាជ្ញាធរដែនដី", "activities/allow", "activities/refuse"),
    ]


def ground(code, article, english, khmer, *steps):
    return {"code": code, "names": names(english, khmer), "article": article, "steps": list(steps)}


def grounds():
    refusals = ["parties/refuse", "parties/return", "candidates/refuse", "candidates/return"]
    return [
        ground("conditions-met", UNVERIFIED, "All conditions are met", "បំពេញគ្រប់លក្ខខណ្ឌ", "parties/accept", "candidates/accept", "activities/allow"),
        ground("registration-not-original", "LEMNA art. 27", "The ministry's registration is neither original nor certified copy",
               "លិខិតចុះបញ្ជីមិនមែនច្បាប់ដើម ឬច្បាប់ចម្លងបញ្ជាក់", *refusals, "parties/uphold"),
        ground("document-missing", UNVERIFIED, "A document is missing", "ខ្វះឯកសារ", *refusals, "candidates/strike"),
        ground("not-eligible", UNVERIFIED, "A candidate doesn't meet a condition", "បេក្ខជនមិនបំពេញលក្ខខណ្ឌ", "candidates/refuse", "candidates/strike", "endorsements/refuse"),
        ground("too-few-candidates", UNVERIFIED, "Fewer candidates than places", "បេក្ខជនតិចជាងចំនួនកំណត់", "candidates/refuse", "candidates/strike"),
        ground("decision-lawful", UNVERIFIED, "The decision was lawful", "សេចក្តីសម្រេចស្របច្បាប់", "parties/uphold", "candidates/uphold", "candidates/dismiss"),
        ground("decision-unlawful", UNVERIFIED, "The decision was not lawful", "សេចក្តីសម្រេចមិនស្របច្បាប់", "parties/reverse", "candidates/reverse"),
        ground("offence", "LEMNA art. 143", "An offence against the election law", "បទល្មើសនឹងច្បាប់បោះឆ្នោត", "parties/strike", "candidates/strike"),
        ground("facts-shown", UNVERIFIED, "The facts were shown", "មានភស្តុតាង", "complaints/uphold"),
        ground("facts-not-shown", UNVERIFIED, "The facts were not shown", "គ្មានភស្តុតាង", "complaints/reject"),
        ground("no-effect", UNVERIFIED, "It had no effect on the result", "មិនប៉ះពាល់លទ្ធផល", "complaints/reject"),
        ground("too-late", UNVERIFIED, "It was filed too late", "ដាក់ហួសកំណត់", "complaints/return"),
        ground("wrong-form", UNVERIFIED, "The form was not the prescribed one", "មិនត្រូវតាមទម្រង់", "complaints/return"),
        ground("wrong-body", UNVERIFIED, "Another body is competent", "ស្ថាប័នផ្សេងមានសមត្ថកិច្ច", "complaints/return"),
        ground("not-resident", UNVERIFIED, "Not on the commune's register", "គ្មានឈ្មោះក្នុងឃុំ", "endorsements/refuse", "endorsements/revoke"),
        ground("public-order", UNVERIFIED, "Public order", "សណ្តាប់ធ្នាប់សាធារណៈ", "activities/refuse"),
        ground("notice-too-short", UNVERIFIED, "The notice was too short", "ជូនដំណឹងខ្លីពេក", "activities/refuse"),
        ground("mandate-ended", UNVERIFIED, "The mandate ended", "អាណត្តិផុតកំណត់", "commission/end"),
    ]


def named(code, english, khmer, article=""):
    return {"code": code, "names": names(english, khmer), **({"article": article} if article else {})}


def procedures(organisation, transcribers=(), groupings=(), families=()):
    return {
        "format": "saksei/procedures/v1",
        "offsets": [{"from": "1970-01-01T00:00:00Z", "minutes": 420}],
        "weekend": ["saturday", "sunday"],
        "holidays": [
            {"code": "king-birthday", "date": "2023-05-14", "announced": "2022-08-25T00:00:00+07:00", "names": names("King's birthday", "ព្រះរាជពិធីបុណ្យចម្រើនព្រះជន្ម")},
            {"code": "royal-ploughing", "date": "2023-05-08", "announced": "2022-08-25T00:00:00+07:00", "names": names("Royal ploughing ceremony", "ព្រះរាជពិធីច្រត់ព្រះនង្គ័ល")},
            {"code": "queen-mother-birthday", "date": "2023-06-18", "announced": "2022-08-25T00:00:00+07:00", "names": names("Queen mother's birthday", "ព្រះរាជពិធីបុណ្យចម្រើនព្រះជន្មសម្តេចម៉ែ")},
        ],
        "deadlines": deadlines(),
        "running": running(),
        "bodies": bodies(organisation),
        "grounds": grounds(),
        "documents": [
            named("ministry-registration", "Ministry's registration", "លិខិតចុះបញ្ជីរបស់ក្រសួង", "LEMNA art. 27"),
            named("statute", "Party's statute", "លក្ខន្តិកៈគណបក្ស", UNVERIFIED),
            named("list-form", "List of candidates on the prescribed form", "បញ្ជីបេក្ខជនតាមទម្រង់", UNVERIFIED),
            named("deposit", "Receipt for the deposit of 15,000,000 riel", "បង្កាន់ដៃប្រាក់តម្កល់", "LEMNA art. 27"),
            named("endorsement", "Commune chief's endorsement of a candidate's papers", "ការបញ្ជាក់របស់មេឃុំ", UNVERIFIED),
        ],
        "complaints": [
            {"code": "voter-list", "names": names("Voter list", "បញ្ជីបោះឆ្នោត"), "article": UNVERIFIED, "chain": ["cec", "nec", "ccc"]},
            {"code": "campaign", "names": names("Campaign, or an offence", "យុទ្ធនាការ ឬបទល្មើស"), "article": UNVERIFIED, "chain": ["cec", "pec", "nec", "ccc"]},
            {"code": "official", "names": names("Against an election official", "ប្រឆាំងមន្ត្រីបោះឆ្នោត"), "article": UNVERIFIED, "chain": ["cec", "pec", "nec"]},
            {"code": "result", "names": names("Provisional result", "លទ្ធផលបណ្តោះអាសន្ន"), "article": "LEMNA arts. 115 new, 117 new", "chain": ["nec", "ccc"]},
        ],
        "eligibility": [
            named("khmer-from-birth", "Khmer from birth, by declaration", "សញ្ជាតិខ្មែរពីកំណើត តាមការប្រកាស", "LEMNA art. 27"),
            named("age-25", "At least 25 years old on polling day", "អាយុយ៉ាងតិច ២៥ ឆ្នាំនៅថ្ងៃបោះឆ្នោត", "LEMNA art. 27"),
            named("on-voter-list", "On the voter list", "មានឈ្មោះក្នុងបញ្ជីបោះឆ្នោត", "LEMNA art. 27"),
            named("has-voted-1", "Voted in the last election (the number of elections is unverified); the proof stays between decider and candidate",
                  "បានបោះឆ្នោតលើកមុន (ចំនួនលើកមិនទាន់ផ្ទៀងផ្ទាត់); ភស្តុតាងនៅរវាងអ្នកសម្រេច និងបេក្ខជន", "amendment of 4 July 2023"),
        ],
        "groupings": list(groupings),
        "families": list(families),
        "level": "1/20",
        **({"transcribers": list(transcribers)} if transcribers else {}),
    }
