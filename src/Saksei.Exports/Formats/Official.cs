using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Words;

namespace Saksei.Exports.Formats;

/// <summary>Official figures as the formats of the field ask for them.</summary>
internal static class Official
{
    /// <summary>How far the whole night is, over all contests: stations with official figures, and stations.</summary>
    internal static (int Reported, int Stations) Progress(ElectionBooks books) =>
        books.Contests.Aggregate((0, 0), (sum, contest) => (sum.Item1 + contest.Results.Total.Reported, sum.Item2 + contest.Results.Total.Stations));

    extension(ContestAsOf contest)
    {
        /// <summary>The official figures of a station, or null.</summary>
        internal Figures? FiguresOf(Station station) => contest.Forms[station].OfficialFigures;

        /// <summary>Stations of a constituency that have official figures.</summary>
        internal IEnumerable<(Station Station, Figures Figures)> ReportedIn(Constituency constituency)
        {
            foreach (var station in constituency.Unit.AllStations())
                if (contest.Contest.ConstituencyOf(station) == constituency && contest.FiguresOf(station) is { } figures) yield return (station, figures);
        }

        /// <summary>A list's seats in a constituency; null where the contest gives none, or they can't be given.</summary>
        internal int? SeatsOf(Constituency constituency, ElectoralList list)
        {
            if (contest.Results.Allocations.IsEmpty) return null;
            foreach (var own in contest.Results.Allocations[constituency.Index].Lists)
                if (own.List == list.Code) return own.Seats;
            return null;
        }

        /// <summary>The sum of a field of the form in a constituency by its meaning; null where the form hasn't it.</summary>
        internal long? SumOf(Constituency constituency, FieldMeaning meaning) =>
            contest.Contest.Form.FieldOf(meaning) is >= 0 and var field ? contest.Results.Tallies[constituency.Index][field] : null;

        /// <summary>A station's figure by its meaning; null where the form or the sheet hasn't it.</summary>
        internal long? FigureOf(Figures figures, FieldMeaning meaning) =>
            contest.Contest.Form.FieldOf(meaning) is >= 0 and var field ? figures[field] : null;

        /// <summary>What a constituency's contest is called: the contest, if there are several, and the place.</summary>
        internal string NameIn(Constituency constituency, string language) => string.Join(", ",
            ((string[])[contest.Contest.Head.Names.In(language), NameOf(constituency.Unit.Names, constituency.Code, language)]).Where(part => part.Length > 0));
    }

    extension(Speech speech)
    {
        /// <summary>A name as the definition writes it, its digits too; the code where there is none.</summary>
        internal string Exact(Names names, string code) => NameOf(names, code, speech.Language);
    }

    private static string NameOf(Names names, string code, string language) => names.In(language) is { Length: > 0 } name ? name : code;
}
