using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Election.Counts;
using Saksei.Election.Impartiality;
using Saksei.Server.Pages.Cases;
using Saksei.Server.Pages.Observation;
using Saksei.Words;

namespace Saksei.Server.Pages.Treatment;

/// <summary>Names that several pages of this book say.</summary>
internal static class TreatmentWords
{
    /// <summary>The shape that marks a verdict.</summary>
    internal static string Shape(TreatmentVerdict verdict) => verdict switch
    {
        TreatmentVerdict.Unequal => "differ",
        TreatmentVerdict.NotShown => "alone",
        TreatmentVerdict.CannotShow => "missing",
    };

    /// <summary>What a grouping is called.</summary>
    internal static string Grouping(Frame frame, string code) =>
        frame.Definition.Procedures.Groupings.FirstOrDefault(grouping => grouping.Code == code) is { } grouping ? frame.Speech.Name(grouping.Names, code) : code;

    /// <summary>What a group is called.</summary>
    internal static string Group(Frame frame, string grouping, string code)
    {
        var known = frame.Definition.Procedures.Groupings.FirstOrDefault(one => one.Code == grouping)?.Groups.FirstOrDefault(group => group.Code == code);
        return known is not null ? frame.Speech.Name(known.Names, code) : code == Saksei.Election.Definition.Grouping.Others ? frame.Speech.Say("treatment.others") : code;
    }

    /// <summary>A figure of the book, as an address asks for it.</summary>
    internal static ImmutableArray<(string Name, string Value)> Figure(Comparison comparison, GroupShare group) =>
        [("question", comparison.Question), ("grouping", comparison.Grouping), ("group", group.Group)];

    /// <summary>A case by book and code; every one that a comparison names is there.</summary>
    internal static CaseFile File(Frame frame, string name) =>
        name.Split('/', 2) is [var book, var id] && frame.Books.Cases.Find(book, id) is { } file ? file : throw new ArgumentException(name, nameof(name));

    /// <summary>What a case is called, by book and code.</summary>
    internal static string Case(Frame frame, string name) =>
        CaseWords.Title(frame.Speech, frame.Definition, File(frame, name));

    /// <summary>A stratum: a place, or a body or an office with the kind of what came before it.</summary>
    internal static string Stratum(Frame frame, string question, string stratum)
    {
        var (procedures, parts) = (frame.Definition.Procedures, stratum.Split(' ', 2));
        if (question == ObservationQuestions.AccreditationRefused) return frame.Speech.Say("sentence.colon", frame.NameOfOrganisation(parts[0]), parts[1]);
        if (question == ObservationQuestions.IncidentUnanswered) return frame.Speech.Say("sentence.colon", frame.NameOfOrganisation(parts[0]), IncidentWords.Category(frame, parts[1]));
        if (procedures.FindBody(parts[0]) is null) return frame.Definition.FindUnit(stratum) is { } unit ? frame.Speech.Name(unit.Names, unit.Code) : stratum;
        var body = CaseWords.Body(frame.Speech, procedures, parts[0]);
        return parts.Length > 1 && procedures.FindComplaint(parts[1]) is { } kind ? frame.Speech.Say("sentence.colon", body, frame.Speech.Name(kind.Names, kind.Code)) : body;
    }

    /// <summary>A p, with four decimals.</summary>
    internal static string P(Speech speech, Fraction p) =>
        p < new Fraction(1, 10000) ? speech.Say("treatment.below", speech.Decimals(new Fraction(1, 10000), 4)) : speech.Decimals(p, 4);
}
