using Saksei.Election.Acts;

namespace Saksei.Election.Definition;

/// <summary>An act about one contest, which it names by code where the election has several.</summary>
internal interface IContestAct
{
    /// <summary>The contest's code; empty where the election has one.</summary>
    string Contest { get; }
}

/// <summary>An act about a sheet of paper, which is one contest's: the form's code says whose.</summary>
internal interface IFormAct
{
    /// <summary>The form's code.</summary>
    string Form { get; }
}

/// <summary>Says which contest an act is about.</summary>
internal static class ContestActs
{
    extension(IContestAct act)
    {
        /// <summary>A constituency as lists of acts name it: of several contests with the contest before it.</summary>
        internal string PlaceOf(string constituency) => act.Contest.Length == 0 ? constituency : $"{act.Contest}/{constituency}";
    }

    /// <summary>Where several are held an act says which it is about; one contest has no code that it could name.</summary>
    internal static Outcome Find(ElectionDefinition definition, IContestAct act, out Contest contest) => Find(definition, act.Contest, out contest);

    internal static Outcome Find(ElectionDefinition definition, string code, out Contest contest)
    {
        contest = definition.FindContest(code) ?? definition.Contests[0];
        if (contest.Code == code) return Outcome.Applied;
        return code.Length == 0 ? Outcome.Void("contest-missing") : Outcome.Void("contest-unknown", code);
    }

    internal static Outcome Find(ElectionDefinition definition, IFormAct act, out Contest contest)
    {
        var found = definition.FindContestOf(act.Form);
        contest = found ?? definition.Contests[0];
        return found is null ? Outcome.Void("form-unknown", act.Form) : Outcome.Applied;
    }
}
