using Saksei.Election.Definition;
using Saksei.Election.Impartiality;

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

    /// <summary>What a group is called.</summary>
    internal static string Group(Frame frame, string grouping, string code)
    {
        var known = frame.Definition.Procedures.Groupings.FirstOrDefault(one => one.Code == grouping)?.Groups.FirstOrDefault(group => group.Code == code);
        return known is not null ? frame.Speech.Name(known.Names, code) : code == Grouping.Others ? frame.Speech.Say("treatment.others") : code;
    }
}
