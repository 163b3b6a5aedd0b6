using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Definition.Rules;

namespace Saksei.Cli.NewDefinition;

/// <summary>What <c>definition new</c> is asked for.</summary>
internal sealed record NewDefinitionOrder
{
    internal required string Folder { get; init; }

    internal required string Code { get; init; }

    internal required SortedDictionary<string, string> Names { get; init; }

    internal required DateOnly Date { get; init; }

    internal required string TimeZone { get; init; }

    internal required ImmutableArray<string> Languages { get; init; }

    /// <summary>What the whole that all units lie in is called.</summary>
    internal required SortedDictionary<string, string> Country { get; init; }

    /// <summary>The table of stations, or of units alone.</summary>
    internal required string Places { get; init; }

    internal required bool HasStations { get; init; }

    /// <summary>What is voted on: one, or several with a code each.</summary>
    internal required ImmutableArray<ContestOrder> Contests { get; init; }

    /// <summary>Kinds of units from the outermost on; empty: as the headings say.</summary>
    internal required ImmutableArray<string> Levels { get; init; }

    /// <summary>What headings of the files are meant as.</summary>
    internal required IReadOnlyDictionary<string, string> Headings { get; init; }

    internal required string Authority { get; init; }

    internal required string Source { get; init; }

    internal static DateOnly DateOf(string text, Faults faults)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        faults.Add("--date", "date-malformed", text);
        return default;
    }

    internal static ImmutableArray<string> LanguagesOf(string text, Faults faults)
    {
        ImmutableArray<string> languages = [.. text.Split(',', StringSplitOptions.TrimEntries)];
        foreach (var wrong in languages.Where(language => !HeadCodes.IsLanguage(language))) faults.Add("--languages", "language-malformed", wrong);
        foreach (var twice in languages.GroupBy(language => language, StringComparer.Ordinal).Where(same => same.Count() > 1)) faults.Add("--languages", "language-twice", twice.Key);
        if (!languages.Contains("en")) faults.Add("--languages", "language-missing", "en");
        return [.. languages.Distinct(StringComparer.Ordinal)];
    }

    internal static string ZoneOf(string text, Faults faults)
    {
        if (text.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out _)) return text;
        var word = text.Split('/')[^1];
        var alike = TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(zone => word.Length > 2 && zone.Contains(word, StringComparison.OrdinalIgnoreCase));
        faults.Add("--time-zone", "time-zone-unknown", text, alike);
        return text;
    }

    internal static string Kebab(string option, string text, Faults faults)
    {
        if (!KebabCode.Is(text)) faults.Add(option, "kebab-malformed", text);
        return text;
    }

    internal static string SourceOf(string? text, Faults faults)
    {
        if (text is not null && !HeadCodes.IsSource(text)) faults.Add("--source", "source-malformed", text);
        return text ?? "";
    }

    /// <summary><c>WRITTEN=MEANT</c> by what is written.</summary>
    internal static Dictionary<string, string> HeadingsOf(IEnumerable<string> given, Faults faults)
    {
        var meant = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in given)
        {
            var at = text.LastIndexOf('=');
            if (at < 1 || at == text.Length - 1) faults.Add("--heading", "heading-malformed", text);
            else if (!meant.TryAdd(text[..at].Trim(), text[(at + 1)..].Trim())) faults.Add("--heading", "column-twice", text);
        }

        return meant;
    }
}
