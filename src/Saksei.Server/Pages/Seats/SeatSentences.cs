using System.Collections.Immutable;
using Saksei.Election.Counts;
using Saksei.Election.Definition;
using Saksei.Election.Seats;
using Saksei.Words;

namespace Saksei.Server.Pages.Seats;

/// <summary>What is said of seats. Figures stand exactly: a fraction beside its decimals wherever it isn't whole.</summary>
internal static class SeatSentences
{
    private const int Named = 6;

    /// <summary>Who has how many: the largest by name, the others together.</summary>
    internal static string Holders(Frame frame, IReadOnlyList<(ElectoralList List, int Seats)> holders, int open)
    {
        var speech = frame.Speech;
        var parts = holders.Take(Named).Select(holder => speech.Say("seats.holder", frame.Name(holder.List), holder.Seats)).ToList();
        if (holders.Count > Named) parts.Add(speech.Say("seats.others", holders.Count - Named, holders.Skip(Named).Sum(holder => holder.Seats)));
        if (open > 0) parts.Add(speech.Say("seats.open", open));
        return parts.Count == 0 ? speech.Say("seats.none-yet") : speech.Say("sentence.one", speech.List([.. parts]));
    }

    /// <summary>Who holds the last seat, and what it would take another to have it; nothing where other constituencies have a say in it.</summary>
    internal static IEnumerable<string> Margins(Frame frame, Allocation allocation)
    {
        if (frame.Books.National is not null || allocation.Margins is not { } margins) yield break;
        string Name(string list) => frame.Contest.FindList(list) is { } known ? frame.Name(known) : list;
        yield return frame.Speech.Say("margin.last", Name(margins.LastSeat));
        if (margins.RunnerUp is { } runner)
            yield return runner is { MovedFrom: { } from, MovedOutright: { } moved }
                ? frame.Speech.Say("margin.runner", Name(runner.List), runner.AddedOutright, moved, Name(from))
                : frame.Speech.Say("margin.runner.added", Name(runner.List), runner.AddedOutright);
    }

    /// <summary>A tie, by what must be declared; which level of the country it is on where it isn't a constituency's own.</summary>
    internal static string Tied(Frame frame, Tie tie)
    {
        var key = tie.By == TieCriterion.OlderCandidate ? "seats.tie.older-candidate" : "seats.tie";
        var said = frame.Speech.Say(key, frame.Speech.List([.. tie.Lists.Select(name => Name(frame, name, tie.Within))]), tie.Seats)
            + (tie.Turn > 0 ? " " + frame.Speech.Say("seats.tie.turn", tie.Turn + 1) : "");
        return tie.Within is { } level && NationalSeats.Levels.Contains(level) ? frame.Speech.Say("sentence.place", frame.Speech.Say("seats.level." + level), said) : said;
    }

    /// <summary>A lot that was drawn.</summary>
    internal static string Drawn(Frame frame, Lot lot)
    {
        string Names(ImmutableArray<string> names) => frame.Speech.List([.. names.Select(name => Name(frame, name, lot.Within))]);
        return frame.Speech.Say("seats.lot", Names(lot.Lists), Names(lot.Drawn));
    }

    /// <summary>A list by its name; of a cell the place too.</summary>
    private static string Name(Frame frame, string name, string? within)
    {
        if (within is not (NationalSeats.LevellingSeats or NationalSeats.Cells)) return NameOf(frame, name);
        var place = frame.Contest.Constituencies.FirstOrDefault(one => name.StartsWith(one.Code + "/", StringComparison.Ordinal) && frame.Contest.FindList(name[(one.Code.Length + 1)..]) is not null);
        return place is null ? name : frame.Speech.Say("seats.cell", NameOf(frame, name[(place.Code.Length + 1)..]), frame.Name(place.Unit));
    }

    /// <summary>A list by its name, or its code where the contest has none of it.</summary>
    internal static string NameOf(Frame frame, string list) => frame.Contest.FindList(list) is { } known ? frame.Name(known) : list;

    /// <summary>To whom a levelling seat went, and by which quotient.</summary>
    internal static string Levelling(Frame frame, LevellingSeat seat)
    {
        var said = frame.Speech.Say("seats.levelling", seat.Ordinal, NameOf(frame, seat.List), frame.Speech.Decimals(seat.Quotient));
        return seat is not { NextList: { } list, NextConstituency: { } place, NextQuotient: { } quotient } ? said
            : frame.Speech.Say("sentence.with-next", said, frame.Speech.Say("seats.cell", NameOf(frame, list), frame.Name(frame.Contest.FindConstituency(place)!.Unit)), frame.Speech.Decimals(quotient));
    }

    /// <summary>Which seats a step gave: 3, or 1–9.</summary>
    internal static string Seats(Speech speech, Step step) => step.Seats switch
    {
        0 => "–",
        1 => speech.Number(step.From),
        _ => speech.Number(step.From) + "–" + speech.Number(step.From + step.Seats - 1),
    };

    /// <summary>The figure that decided a step: where it is the votes over a whole number, that working too.</summary>
    internal static string Measure(Speech speech, Step step)
    {
        if (step.Decided is not { } decided) return "–";
        var figure = speech.Decimals(decided);
        if (step.List is null) return speech.Say("measure.quota", figure);
        if (step.Kind == StepKind.SecondRound) return Share(speech, step);
        if (step.Kind == StepKind.MostVotes) return speech.Number(step.Votes);
        if (step.Kind == StepKind.Quota && decided.Sign > 0) return speech.Say("measure.quotas", step.Votes, speech.Decimals(new Fraction(step.Votes) / decided), figure);
        var divisor = step.Held + 1;
        return decided == new Fraction(step.Votes, divisor)
            ? speech.Say("measure.quotient", step.Votes, divisor, figure)
            : figure + (decided.IsWhole ? "" : " = " + decided);
    }

    /// <summary>Who would have had it otherwise, and with which figure.</summary>
    internal static string Next(Frame frame, Step step) => step is { Next: { } next, NextDecided: { } decided }
        ? frame.Speech.Say("measure.next", frame.Contest.FindList(next) is { } list ? frame.Name(list) : next,
            step.Kind == StepKind.MostVotes ? frame.Speech.Number(step.NextVotes) : frame.Speech.Decimals(decided))
        : "–";

    /// <summary>A list's share where the threshold was measured.</summary>
    internal static string Share(Speech speech, Step step) =>
        step.Decided is { } share ? speech.Decimals(share * new Fraction(100)) + "\u202f%" : "–";
}
