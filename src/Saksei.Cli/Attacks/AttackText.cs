using Saksei.Attacks;
using Saksei.Attacks.Joined;
using Saksei.Attacks.Playing;
using Saksei.Verifier;

namespace Saksei.Cli.Attacks;

/// <summary>What was played, for people.</summary>
internal static class AttackText
{
    private const int Width = 12;

    // Each reader with what verify is given.
    private static readonly (string Reader, string Words)[] Readers =
    [
        ("nothing", "verify with nothing"), ("pin", "--pin"), ("policy", "--pin --policy"), ("receipt", "--pin --receipt"),
        ("since", "--pin --since"), ("co-signers", "--pin --since, of each co-signer's newest checkpoint"),
    ];

    internal static void WriteName(Attack attack, TextWriter output)
    {
        output.WriteLine(attack.Name);
        output.WriteLine($"  {attack.Words}");
        output.WriteLine($"  hands: {attack.Whose}");
    }

    internal static void WriteBegin(AttackStage stage, TextWriter output)
    {
        output.WriteLine("SIMULATED: the figures of this register are simulated, and its keys are nobody's.");
        output.WriteLine($"A register of {stage.Size} acts, founded by three organisations, co-signed by three co-signers of whom two must sign.");
        output.WriteLine("Readers of what is published then, by what they give verify:");
        foreach (var (reader, words) in Readers) output.WriteLine($"  {reader,-Width}{words}");
        output.WriteLine();
    }

    internal static void WriteUntouched(IEnumerable<Seen> seen, TextWriter output)
    {
        output.WriteLine("untouched");
        Write(seen, "passes", output);
        output.WriteLine();
    }

    internal static void Write(PlayedAttack played, TextWriter output)
    {
        WriteName(played.Attack, output);
        Write(played.Seen, "NOT CAUGHT", output);
        if (played.Answered is { } answered) output.WriteLine($"  {answered.By}: {(answered.Code.Length == 0 ? "doesn't say no" : answered.Code)}");
        if (played.Attack.Remark.Length > 0) output.WriteLine($"  {played.Attack.Remark}");
        if (!played.IsAsDeclared) output.WriteLine($"  OTHERWISE THAN DECLARED: {Declared(played)}");
        output.WriteLine();
    }

    internal static void Write(JoinedHands joined, TextWriter output)
    {
        output.WriteLine("Who can alter what: how many hands have to join before none of a reader's checks shows it");
        output.WriteLine();
        foreach (var row in joined.Rows)
        {
            output.WriteLine(row.Change);
            output.WriteLine($"  files, pin and policy                   {JoinedHands.Word(row.Seen)}");
            output.WriteLine($"  the same, one co-signer never asked     {JoinedHands.Word(row.Dark)}");
            output.WriteLine($"  and co-signers' newest checkpoints      {JoinedHands.Word(row.Asked)}");
            output.WriteLine($"  and a receipt or checkpoint kept        {JoinedHands.Word(row.Kept)}");
            if (row.Remark.Length > 0) output.WriteLine($"  {row.Remark}");
        }

        output.WriteLine();
    }

    internal static void WriteEnd(IReadOnlyCollection<PlayedAttack> played, IReadOnlyCollection<string> otherwise, TextWriter output) =>
        output.WriteLine(otherwise.Count == 0 ? $"{played.Count} attacks played, each came out as declared." : $"{played.Count} attacks played; otherwise than declared: {string.Join(", ", otherwise)}.");

    // Readers who saw the same stand in one line.
    private static void Write(IEnumerable<Seen> seen, string nothing, TextWriter output)
    {
        foreach (var same in seen.GroupBy(one => one.Findings.IsEmpty ? nothing : InWords(one))) output.WriteLine($"  {same.Key}: {string.Join(", ", same.Select(one => one.Reader))}");
    }

    private static string InWords(Seen seen)
    {
        var found = seen.Findings.OrderBy(finding => seen.Must is { } must && (finding.Check, finding.Code) == (must.Check, must.Code) ? 0 : 1).First();
        var more = seen.Findings.Select(finding => finding.Check).Distinct().Count() - 1;
        return $"caught by {(int)found.Check} {found.Check.Word}, {found.Code}{Place(found)}{(more > 0 ? $" (and {more} more {(more == 1 ? "check" : "checks")})" : "")}";
    }

    private static string Place(Finding finding) =>
        finding.Station.Length > 0 ? $", leaf {finding.Leaf}, station {finding.Station}" : finding.Leaf >= 0 ? $", leaf {finding.Leaf}" : finding.File.Length is > 0 and < 40 ? $", {finding.File}" : "";

    private static string Declared(PlayedAttack played)
    {
        var declared = played.Seen.Where(one => !one.IsAsDeclared).Select(one => one.Must is { } must ? $"{one.Reader}: {(int)must.Check} {must.Check.Word}, {must.Code}" : $"{one.Reader}: passes").ToList();
        if (played.Attack.Refused is { } refused && refused != played.Answered) declared.Add($"{refused.By}: {refused.Code}");
        return string.Join("; ", declared);
    }
}
