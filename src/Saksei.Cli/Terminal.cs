using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Saksei.Election.Definition;
using Saksei.Node;
using Saksei.Words;

namespace Saksei.Cli;

/// <summary>One JSON document on standard output, progress and messages on standard error.</summary>
internal static class Terminal
{
    private static readonly Stopwatch Since = Stopwatch.StartNew();

    /// <summary>Speaks one of the election's languages.</summary>
    internal static Speech SpeechIn(string language, DefinitionHead definition, ImmutableHashSet<string>? unconfirmed = null) =>
        SpeechIn(language, TextBook.LanguagesOf(definition), definition.TimeZone, unconfirmed);

    /// <summary>Speaks one of the languages that are offered.</summary>
    internal static Speech SpeechIn(string language, ImmutableArray<string> offered, string timeZone, ImmutableHashSet<string>? unconfirmed = null) =>
        offered.Contains(language) ? new Speech(language, timeZone) { Unconfirmed = unconfirmed ?? [] } : throw CommandProblem.NotOneOf("language-unknown", "--lang", language, offered);

    internal static void Progress(string text) =>
        Console.Error.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Since.Elapsed.TotalSeconds,6:0.0} s  {text}"));

    /// <summary>One thing that is wrong: where, the code, the word it is about, and the code in words where there are any.</summary>
    internal static string Line(string code, string place, string detail)
    {
        var words = TextBook.Message(code, TextBook.Default);
        return string.Join("  ", new[] { place, code, detail, words == code ? "" : words }.Where(part => part.Length > 0));
    }

    /// <summary>Says such a line.</summary>
    internal static void Say(string code, string place, string detail) => Say(Console.Error, code, place, detail);

    /// <summary>The same, to somebody else than the terminal.</summary>
    internal static void Say(TextWriter error, string code, string place, string detail) => error.WriteLine(Line(code, place, detail));

    /// <summary>Opens a register; says so first where its figures are simulated.</summary>
    internal static RegisterHost Open(string folder)
    {
        var host = RegisterHost.Open(folder);
        if (host.Founding.Simulated) Console.Error.WriteLine(new Speech(TextBook.Default, host.Definition.Head.TimeZone).Say("simulated"));
        return host;
    }

    internal static void Write(ReadOnlySpan<byte> document)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(Console.IsOutputRedirected ? document : Encoding.UTF8.GetBytes(PlainWriter.Plain(Encoding.UTF8.GetString(document))));
        if (document.IsEmpty || document[^1] != '\n') output.WriteByte((byte)'\n');
    }
}
