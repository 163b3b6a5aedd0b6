using System.Collections.Immutable;
using Saksei.Election.Reading;
using Saksei.Verifier;

namespace Saksei.Node.Keeping;

/// <summary>How something stands that was looked at.</summary>
public enum CheckState
{
    /// <summary>Well.</summary>
    Ok,

    /// <summary>Nothing is lost yet: to be mended before the night, or within the hour.</summary>
    Warn,

    /// <summary>To be mended now.</summary>
    Alarm,

    /// <summary>Not looked at: not asked for, not to be had on this machine, or the register doesn't open.</summary>
    Unseen,
}

/// <summary>Words of the doctor.</summary>
public static class DoctorVocabulary
{
    /// <summary>How something stands.</summary>
    public static Vocabulary<CheckState> States { get; } = new((CheckState.Ok, "ok"), (CheckState.Warn, "warn"), (CheckState.Alarm, "alarm"), (CheckState.Unseen, "not-looked-at"));

    extension(CheckState state)
    {
        /// <summary>Its word.</summary>
        public string Word => States[state];
    }
}

/// <summary>What a look found: the state, and what fills the places of the sentence of the code.</summary>
public sealed record Found(CheckState State, ImmutableArray<object> Values)
{
    /// <summary>Why there is no measure of the check's own: the word of a sentence that all checks share; empty where there is one.</summary>
    public string Why { get; init; } = "";

    /// <summary>It wasn't looked at.</summary>
    internal static Found Unseen { get; } = new(CheckState.Unseen, []) { Why = "unseen" };

    /// <summary>The look ended in an error, so nobody knows how it stands.</summary>
    internal static Found Failed(string message) => Alarm(OneLine(message)) with { Why = "failed" };

    internal static Found Ok(params ReadOnlySpan<object> values) => new(CheckState.Ok, [.. values]);

    internal static Found Warn(params ReadOnlySpan<object> values) => new(CheckState.Warn, [.. values]);

    /// <summary>What it was to be held against couldn't be read, so that it is known only in part.</summary>
    internal static Found Unread(params ReadOnlySpan<string> places) => Warn(string.Join(", ", places)) with { Why = "unread" };

    internal static Found Alarm(params ReadOnlySpan<object> values) => new(CheckState.Alarm, [.. values]);

    private static string OneLine(string message) => string.Join(' ', message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>One thing that is looked at. Its texts go by its code: what is looked at and against what, how it is, what is wrong, what to do.</summary>
/// <param name="Code">Stable (docs/spec/doctor.md).</param>
/// <param name="IsLive">Whether a look is so short that it can be taken every few seconds beside a night.</param>
/// <param name="Look">Looks.</param>
public sealed record DoctorCheck(string Code, bool IsLive, Func<Patient, Found> Look);

/// <summary>A check and what it found.</summary>
/// <param name="Number">Its place in the list.</param>
/// <param name="Check">The check.</param>
/// <param name="Found">What it found.</param>
public sealed record Reading(int Number, DoctorCheck Check, Found Found)
{
    /// <summary>Whether something is wrong.</summary>
    public bool IsWrong => Found.State is CheckState.Warn or CheckState.Alarm;
}

/// <summary>What an address answered that serves the register.</summary>
/// <param name="Url">The address.</param>
/// <param name="Files">Its published files; null where it doesn't answer.</param>
/// <param name="Date">By its clock; null where it didn't say.</param>
/// <param name="At">When that came, by this machine's clock.</param>
/// <param name="Elapsed">How long the answer took.</param>
public sealed record ServedLook(string Url, IPublishedFiles? Files, DateTimeOffset? Date, DateTimeOffset At, TimeSpan Elapsed);

/// <summary>What is looked at, and all that a look needs of the machine: tests put another in its place.</summary>
/// <param name="Folder">The register's folder.</param>
public sealed record Surroundings(string Folder)
{
    /// <summary>The machine's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Free bytes on the disk of a folder.</summary>
    public Func<string, long> FreeBytes { get; init; } = folder => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    /// <summary>Whether the system says that its clock is held against others; null where it doesn't say.</summary>
    public Func<bool?> ClockIsHeld { get; init; } = SystemClock.IsHeld;

    /// <summary>Checkpoints that are known from outside.</summary>
    public ImmutableArray<LastKnown> Known { get; init; } = [];

    /// <summary>Of those that were named the ones that couldn't be read, each with the code of why.</summary>
    public ImmutableArray<string> KnownUnread { get; init; } = [];

    /// <summary>What an address answered; null where none was named.</summary>
    public ServedLook? Served { get; init; }

    /// <summary>Published files that are to be held against the register; null where none were named.</summary>
    public IPublishedFiles? Published { get; init; }

    /// <summary>Published files that were named and couldn't be read, with the code of why; empty where they could, or none were named.</summary>
    public string PublishedUnread { get; init; } = "";

    /// <summary>Scripts of pages that are served and aren't those registered; null where none are served, or none are registered.</summary>
    public Func<RegisterHost, IReadOnlyList<string>?> Scripts { get; init; } = _ => null;
}

/// <summary>A register that is looked at, as far as it opens.</summary>
/// <param name="Around">The machine.</param>
/// <param name="Host">The register; null where it doesn't open.</param>
/// <param name="Trouble">Why it doesn't; empty where it does.</param>
public sealed record Patient(Surroundings Around, RegisterHost? Host, string Trouble)
{
    /// <summary>Acts in the register before others were asked: what came in since is nobody's to have.</summary>
    public long SizeBefore { get; init; } = Host?.PublishedSize ?? 0;

    internal string Folder => Around.Folder;

    /// <summary>What needs the register itself: not looked at where it doesn't open.</summary>
    internal Found With(Func<RegisterHost, Found> look) => Host is { } host ? look(host) : Found.Unseen;
}
