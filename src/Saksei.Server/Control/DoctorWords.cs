using System.Collections.Immutable;
using System.Globalization;
using Saksei.Node.Keeping;
using Saksei.Words;

namespace Saksei.Server.Control;

/// <summary>What the doctor looked at, found and says to do, in words: each by the check's code.</summary>
public static class DoctorWords
{
    /// <summary>What is looked at, and against what.</summary>
    public static string What(Speech speech, DoctorCheck check) => speech.Say(Key(check));

    /// <summary>What was found, with its measure.</summary>
    public static string Found(Speech speech, Reading reading) => speech.Say(
        reading.Found.Why is { Length: > 0 } why ? "doctor." + why : Key(reading.Check) + (reading.IsWrong ? ".found" : ".ok"), reading.Found.Values.AsSpan());

    /// <summary>How it stands.</summary>
    public static string State(Speech speech, CheckState state) => speech.Say("doctor.state." + state.Word);

    /// <summary>What to do, in order; nothing where nothing is wrong.</summary>
    public static ImmutableArray<string> Remedy(Speech speech, Reading reading) => !reading.IsWrong ? []
        : reading.Found.Why is { Length: > 0 } why && Steps(speech, "doctor." + why) is { IsEmpty: false } own ? own : RemedyOf(speech, reading.Check);

    /// <summary>What to do where a check finds something, in order.</summary>
    public static ImmutableArray<string> RemedyOf(Speech speech, DoctorCheck check) => Steps(speech, Key(check));

    /// <summary>One sentence that says whether all is well.</summary>
    public static string Verdict(Speech speech, ImmutableArray<Reading> readings)
    {
        var wrong = readings.Where(reading => reading.IsWrong).ToList();
        return wrong.Count switch
        {
            0 => speech.Say("doctor.well"),
            1 => speech.Say("doctor.well.but-one", Found(speech, wrong[0])),
            _ => speech.Say("doctor.well.but", (long)wrong.Count),
        };
    }

    /// <summary>The mark that pages put before a state.</summary>
    internal static string MarkOf(CheckState state) => state switch
    {
        CheckState.Ok => "agree",
        CheckState.Warn => "differ",
        CheckState.Alarm => "settled",
        CheckState.Unseen => "missing",
    };

    private static string Key(DoctorCheck check) => "doctor." + check.Code;

    private static ImmutableArray<string> Steps(Speech speech, string key)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        for (var step = 1; speech.Knows(StepOf(key, step)); step++) steps.Add(speech.Say(StepOf(key, step)));
        return steps.DrainToImmutable();
    }

    private static string StepOf(string key, int step) => string.Create(CultureInfo.InvariantCulture, $"{key}.{step}");
}
