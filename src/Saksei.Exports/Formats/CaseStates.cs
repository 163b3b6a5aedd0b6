using Saksei.Election.Cases;
using Saksei.Words;

namespace Saksei.Exports.Formats;

/// <summary>Where a case stands, in words.</summary>
internal static class CaseStates
{
    /// <summary>The state: by the words of its book, where that has its own.</summary>
    internal static string Say(Speech speech, CaseView view)
    {
        var own = $"case.state.{view.File.Table.Book}.{view.Standing.Shown}";
        return speech.Say(speech.Knows(own) ? own : "case.state." + view.Standing.Shown);
    }
}
