using Saksei.Register.Tree;

namespace Saksei.Election.Observation;

/// <summary>What a number of the observation counts.</summary>
public enum TallyOf
{
    /// <summary>Stations where a question was answered.</summary>
    Answered,

    /// <summary>Stations where anybody gave a choice.</summary>
    Chosen,

    /// <summary>Stations where teams chose differently.</summary>
    Differing,

    /// <summary>Answers with a number.</summary>
    Numbers,

    /// <summary>The sum of these numbers.</summary>
    Sum,

    /// <summary>Stations that an organisation watched.</summary>
    Watched,

    /// <summary>Stations that an organisation watched and that it had drawn by lot.</summary>
    WatchedDrawn,

    /// <summary>Stations to which an organisation sent observers.</summary>
    Sent,

    /// <summary>How many observers it sent.</summary>
    Observers,

    /// <summary>People of one organisation, of one kind, kept from one thing at one station.</summary>
    Kept,

    /// <summary>The same, by whose word it was.</summary>
    KeptBy,

    /// <summary>The same, by the reason that was given.</summary>
    KeptReason,

    /// <summary>The same, by whose people they were.</summary>
    KeptOf,
}

/// <summary>By what a number is taken apart.</summary>
public enum TallyScope
{
    /// <summary>All stations.</summary>
    All,

    /// <summary>Those of one unit below the root.</summary>
    Area,

    /// <summary>By the answers of one organisation.</summary>
    Organisation,

    /// <summary>By answers of organisations that had drawn the station by lot.</summary>
    Drawn,
}

/// <summary>Which number it is.</summary>
/// <param name="Of">What is counted.</param>
/// <param name="Checklist">The first version of the checklist, where it is of a question.</param>
/// <param name="Name">The question; or the way in which people were kept away.</param>
/// <param name="Word">The choice; or a word of who, why.</param>
/// <param name="Scope">By what it is taken apart.</param>
/// <param name="Code">The unit or organisation.</param>
public readonly record struct TallyKey(TallyOf Of, Hash Checklist, string Name, string Word, TallyScope Scope, string Code);
