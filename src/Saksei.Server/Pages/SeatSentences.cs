using Saksei.Election.Definition;

namespace Saksei.Server.Pages;

/// <summary>What is said of seats.</summary>
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
}
