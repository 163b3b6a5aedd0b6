using System.Collections.Immutable;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Seats;

namespace Saksei.Cli.NewDefinition;

/// <summary>Reads the table of contests: a row a contest, with the tables of its own. Files lie beside it, or are named from its folder.</summary>
internal sealed class ContestsTable
{
    private const string Code = "code", Councils = "councils", FormCode = "form-code", Rule = "rule";
    private static readonly string[] Files = ["lists", "form"];
    private static readonly string[] Others = ["constituency", "seats", Rule, Councils, FormCode];
    private static readonly string[] No = ["no", "yes"];
    private readonly string _folder;
    private readonly ImmutableArray<string> _languages;
    private readonly Faults _faults;

    private ContestsTable(string path, ImmutableArray<string> languages, Faults faults) =>
        (_folder, _languages, _faults) = (Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", languages, faults);

    internal static ImmutableArray<ContestOrder> Read(string path, ImmutableArray<string> languages, IReadOnlyDictionary<string, string> headings, Faults faults)
    {
        var table = HandedTable.Read(path, headings, faults);
        string[] names = [.. HandedNames.Plain("name", languages)], known = [Code, .. Files, .. Others, .. names];
        table.Expect(heading => known.Contains(heading), known.Where(heading => !table.Has(heading)).Append("-"));
        string[] needed = [Code, .. Files];
        var isWhole = needed.Select(table.Require).ToList().TrueForAll(has => has);
        if (!names.Any(table.Has)) table.Require("name.en");
        if (table.Rows.Count == 1) faults.Add(table.Name, "contests-too-few", "");
        foreach (var twice in table.Rows.GroupBy(row => row.Text(Code), StringComparer.Ordinal).SelectMany(same => same.Skip(1))) twice.Wrong("code-twice", Code, twice.Text(Code));
        var reader = new ContestsTable(path, languages, faults);
        return isWhole ? [.. table.Rows.Select(reader.Contest)] : [];
    }

    private ContestOrder Contest(HandedRow row)
    {
        var code = row.Required(Code);
        var names = HandedNames.Of(row, _languages, "name");
        if (code.Length > 0 && !KebabCode.Is(code)) row.Wrong("kebab-malformed", Code, code);
        if (code == "cases") row.Wrong("code-taken", Code, code);
        if (names.Count == 0) row.Wrong("cell-empty", "name.en", "name.en");
        return new ContestOrder
        {
            Code = code,
            Names = names,
            Lists = Beside(row.Required("lists")),
            Form = Beside(row.Required("form")),
            FormCode = FormCodeOf(row, code),
            Rule = ContestOrder.RuleOf(RuleOf(row.Text(Rule)), row.At(Rule, "", ""), _faults),
            Seats = SeatsTable.IsOneNumber(row.Text("seats")) ? row.Text("seats") : Beside(row.Text("seats")),
            ConstituencyKind = row.Text("constituency"),
            AreCouncils = row.Word(Councils, No) == "yes",
            Place = what => row.At(what, "", ""),
        };
    }

    // By its form a sheet says what it is of.
    private static string FormCodeOf(HandedRow row, string contest)
    {
        if (row.Text(FormCode) is not { Length: > 0 } code) return contest;
        if (!KebabCode.Is(code)) row.Wrong("kebab-malformed", FormCode, code);
        return code;
    }

    private string RuleOf(string rule) => SeatRule.Named(rule) is null && File.Exists(Beside(rule)) ? Beside(rule) : rule;

    private string Beside(string file) => file.Length == 0 ? "" : Path.Combine(_folder, file);
}
