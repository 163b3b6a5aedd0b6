namespace Saksei.Cli;

/// <summary>Ends a command: a stable code, where, and the word that it is about. Caught in <see cref="Root"/>, never seen as a stack trace.</summary>
#pragma warning disable CA1032, CA1064 // Only its three words matter, and it doesn't leave the program.
internal sealed class CommandProblem(string code, string place = "", string detail = "") : Exception($"{place} {code} {detail}")
{
    internal string Code => code;

    internal string Place => place;

    internal string Detail => detail;

    /// <summary>A word that isn't one of those that may stand there, and they are named.</summary>
    internal static CommandProblem NotOneOf(string code, string place, string word, IEnumerable<string> known)
    {
        var words = string.Join(", ", known.Distinct().Order(StringComparer.Ordinal));
        return new(code, place, words.Length == 0 ? word : word.Length == 0 ? $"one of {words}" : $"{word}: one of {words}");
    }

    internal static CommandProblem At(string file, long line, string code, string detail = "") =>
        new(code, line > 0 ? $"{file}:{line}" : file, detail);
}
#pragma warning restore CA1032, CA1064
