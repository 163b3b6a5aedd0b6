using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Register.Tree;

namespace Saksei.Election.Findings;

/// <summary>Words in one language: a file that the act names, so that no words stand in the register.</summary>
public sealed record Wording(string Language, Attachment File);

/// <summary>
/// Where something was said by others and is written down from public record: by whom, when it was said or published as far as the
/// source says it (a day, a month or a year), and the address of the source. Only a transcriber writes so, and never in another way.
/// </summary>
public sealed record Reported(string By, string On, string Source)
{
    /// <summary>Not from public record: its signer says it.</summary>
    public static Reported Nothing { get; } = new("", "", "");

    /// <summary>The last day that it can have been.</summary>
    public DateOnly LastDay => LastDayOf(On) ?? default;

    /// <summary>The first day that it can have been.</summary>
    public DateOnly FirstDay => FirstDayOf(On) ?? default;

    /// <summary>Whether it was said before something else, as far as both days are known: in one year of which no more is known it can have come behind it.</summary>
    public bool IsBefore(Reported other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Is && other.Is && LastDay < other.FirstDay;
    }

    /// <summary>The last day of <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>; null where it is none of them.</summary>
    public static DateOnly? LastDayOf(string on)
    {
        ArgumentNullException.ThrowIfNull(on);
        if (FirstDayOf(on) is not { } first) return null;
        return on.Length switch { 4 => new DateOnly(first.Year, 12, 31), 7 => first.AddMonths(1).AddDays(-1), _ => first };
    }

    private static DateOnly? FirstDayOf(string on) =>
        DateOnly.TryParseExact(on, ["yyyy", "yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year >= 1970 ? first : null;

    /// <summary>Whether it was written down from public record.</summary>
    public bool Is => By.Length > 0;
}

/// <summary>Something that an organisation says in these books: a finding, a recommendation, a statement, an answer to one of them.</summary>
public abstract record VoiceAct(ActHeader Header) : Act(Header)
{
    /// <summary>From which public record, if so.</summary>
    public Reported Reported { get; init; } = Reported.Nothing;
}

/// <summary><c>findings/find</c>: what was found, what it rests on, and who is asked for an answer by when.</summary>
/// <param name="Header">Signed by the organisation that found it.</param>
/// <param name="Subject">Of the definition's list.</param>
/// <param name="Wording">What was found and what is asked, a file a language.</param>
/// <param name="Asked">The organisation that is to answer; empty only in public record that names none.</param>
/// <param name="Due">By when; none only where it is public record.</param>
/// <param name="RestsOn">Acts of this register, by identity.</param>
/// <param name="Evidence">Files beside them.</param>
public sealed record FindingFind(
    ActHeader Header, string Subject, ImmutableArray<Wording> Wording, string Asked, Moment? Due, ImmutableArray<Hash> RestsOn, ImmutableArray<Attachment> Evidence) : VoiceAct(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => FindingKinds.Find;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => [.. Wording.Select(one => one.File), .. Evidence];
}

/// <summary>How the one asked answers.</summary>
public enum AnswerWord { Accepted, Disputed, Explained }

/// <summary>An answer in its parts. Each may be missing, and then it is shown that it is.</summary>
/// <param name="Word">Accepted, disputed with evidence, or explained.</param>
/// <param name="Cause">Why it came about; empty where it isn't said.</param>
/// <param name="Remedy">What is done about it; empty where it isn't said.</param>
/// <param name="Until">By when; null where it isn't said.</param>
/// <param name="Evidence">What shows it; a disputing answer has some.</param>
public sealed record AnswerParts(
    AnswerWord Word, ImmutableArray<Wording> Cause, ImmutableArray<Wording> Remedy, Moment? Until, ImmutableArray<Attachment> Evidence)
{
    /// <summary>The files that it names.</summary>
    public IEnumerable<Attachment> Files => [.. Cause.Concat(Remedy).Select(one => one.File), .. Evidence];
}

/// <summary><c>findings/answer</c>: by the organisation that was asked. A later answer adds, and takes nothing away.</summary>
public sealed record FindingAnswer(ActHeader Header, Hash Finding, AnswerParts Parts) : VoiceAct(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => FindingKinds.Answer;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => [.. Parts.Files];
}

/// <summary>A record of an earlier register: the signed note as it stands there, at which index, and the way to the checkpoint's root.</summary>
public sealed record CarriedRecord(long Index, ImmutableArray<Hash> Proof, ReadOnlyMemory<byte> Note);

/// <summary>
/// <c>findings/carry</c>: acts of an earlier register, each with the proof that it stands there. Anybody may carry; whose act it is, and
/// what it says, the old note says itself.
/// </summary>
/// <param name="Header">Signed by the organisation that carries them.</param>
/// <param name="Register">Origin of the earlier register; the definition names it with its log's key.</param>
/// <param name="Checkpoint">Its signed checkpoint.</param>
/// <param name="Keys">The acts that gave out the keys, the founding act first; each signed by a key that stands before it.</param>
/// <param name="Acts">What is carried.</param>
/// <param name="Files">The files of what is carried that are there.</param>
public sealed record FindingCarry(
    ActHeader Header, string Register, ReadOnlyMemory<byte> Checkpoint, ImmutableArray<CarriedRecord> Keys, ImmutableArray<CarriedRecord> Acts,
    ImmutableArray<Attachment> Files) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => FindingKinds.Carry;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Files;
}
