using System.Collections.Immutable;

namespace Saksei.Election.Definition;

/// <summary>What a rule of eligibility asks for.</summary>
public enum EligibilityKind
{
    /// <summary>That the candidate declares it, such as citizenship from birth.</summary>
    Declaration,

    /// <summary>So many years of age on polling day.</summary>
    Age,

    /// <summary>To be on the voter list.</summary>
    VoterList,

    /// <summary>To have voted in each of the last so many elections.</summary>
    Voted,
}

/// <summary>
/// What is known of a candidate: it stays between candidate and decider, and never goes into a register. What isn't known is null.
/// </summary>
/// <param name="Born">Date of birth.</param>
/// <param name="Declares">Codes of the rules that the candidate declares to meet.</param>
/// <param name="IsOnVoterList">Whether on the voter list.</param>
/// <param name="Voted">Whether the candidate voted in each of the last elections, the last one first; as far back as it is known.</param>
public sealed record CandidateFacts(DateOnly? Born, ImmutableArray<string> Declares, bool? IsOnVoterList, ImmutableArray<bool> Voted);

/// <summary>A rule that a candidate must meet, with its number: another country, or another law, changes the number.</summary>
/// <param name="Code">Its code in the definition.</param>
/// <param name="Names">What it is called.</param>
/// <param name="Article">The article it stands on; <c>unverified</c> where no source was found.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Number">Years, or elections; 0 for the other kinds.</param>
public sealed record EligibilityRule(string Code, Names Names, string Article, EligibilityKind Kind, int Number)
{
    /// <summary>Whether a candidate meets it by what is known; null where that doesn't show it.</summary>
    /// <param name="facts">What is known of the candidate.</param>
    /// <param name="pollingDay">Polling day.</param>
    public bool? IsMet(CandidateFacts facts, DateOnly pollingDay)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Kind switch
        {
            EligibilityKind.Declaration => facts.Declares.Contains(Code) ? true : null,
            EligibilityKind.Age => facts.Born is { } born ? IsOldEnough(born, pollingDay) : null,
            EligibilityKind.VoterList => facts.IsOnVoterList,
            EligibilityKind.Voted => HasVoted(facts.Voted),
        };
    }

    // Who was born on 29 February is a year older on 1 March of a common year.
    private bool IsOldEnough(DateOnly born, DateOnly pollingDay) =>
        pollingDay.Year - born.Year - ((pollingDay.Month, pollingDay.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0) >= Number;

    private bool? HasVoted(ImmutableArray<bool> voted) =>
        voted.Take(Number).Any(one => !one) ? false : voted.Length >= Number ? true : null;
}
