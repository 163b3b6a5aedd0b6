using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Forms;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Documents;

/// <summary>
/// docs/states/double-entry.md is drawn by walking the code: from every state every act of two clerks is tried, and what it leads to or why it
/// is refused is written down. SAKSEI_WRITE=1 draws it anew.
/// </summary>
public sealed class EntryDrawing : IDisposable
{
    private const string Ann = "commission/clerk-1", Bo = "commission/clerk-2", Third = "commission/desk", Confirmed = "a copy, entered twice";
    private static readonly string[] Clerks = [Ann, Bo, Third];
    private readonly SmallElection _election = new();

    public void Dispose() => _election.Dispose();

    [Fact]
    public void The_drawing_of_double_entry_is_what_the_code_does()
    {
        var path = Repository.At(Path.Combine("docs", "states", "double-entry.md"));
        var wanted = Draw(Walk());
        if (Environment.GetEnvironmentVariable("SAKSEI_WRITE") == "1") File.WriteAllText(path, wanted);
        else Assert.True(File.Exists(path) && File.ReadAllText(path) == wanted, "docs/states/double-entry.md isn't that of the code: run this test with SAKSEI_WRITE=1");
    }

    // States by their names; each is reached first by the shortest way.
    private List<(string From, string Act, string To)> Walk()
    {
        var (steps, waiting, known) = (new List<(string, string, string)>(), new Queue<DoubleEntry>(), new HashSet<string>());
        waiting.Enqueue(new DoubleEntry("original"));
        while (waiting.TryDequeue(out var entry))
        {
            if (!known.Add(KeyOf(entry))) continue;
            foreach (var (act, after) in Steps(entry))
            {
                steps.Add((NameOf(entry), act, after.Name));
                if (after.Entry is { } next) waiting.Enqueue(next);
            }
        }

        return [.. steps.Distinct()];
    }

    private static string NameOf(DoubleEntry entry) => entry.Step.Word;

    // Whether two agree matters for what comes next, and isn't in the state's name.
    private static string KeyOf(DoubleEntry entry)
    {
        var by = entry.Shown("").By;
        return $"{NameOf(entry)} {by.Length} {by.Count(one => one.Signer.Name == Bo)} {by.Count(one => one.Opened)}";
    }

    private IEnumerable<(string Act, (DoubleEntry? Entry, string Name) After)> Steps(DoubleEntry entry)
    {
        foreach (var clerk in Clerks)
            yield return (entry.Shown("").By.Any(by => by.Signer.Name == clerk) ? "the same person seals" : "a clerk seals", Sealed(entry, clerk));
        foreach (var by in entry.Shown("").By)
            foreach (var figures in new[] { "A=40", "A=41" })
                yield return Opened(entry, by, figures);
        if (entry.Shown("").By.Any(by => !by.Opened)) yield return ("the key of a sealed entry is revoked, and a clerk seals", Sealed(entry.Lapsed(), Third));
    }

    private (DoubleEntry?, string) Sealed(DoubleEntry entry, string clerk)
    {
        var figures = clerk == Bo ? "A=41" : "A=40";
        var act = new FormCommit(HeaderOf(clerk), "1102", "S01", "original", entry.Round, Sheet(figures).Commit(KeyOf(clerk), 1));
        var person = PersonOf(clerk);
        return entry.CanSeal(act, person, lapsed: false) is { IsApplied: false } refused ? (null, "`" + refused.VoidCode + "`")
            : entry.Seal(act, Hash.OfBytes(Encoding.UTF8.GetBytes(clerk + entry.Round)), person) is var next ? (next, NameOf(next)) : default;
    }

    // What a clerk opens is what she sealed; whether the two agree is up to what the other sealed, so both are walked.
    private (string, (DoubleEntry?, string)) Opened(DoubleEntry entry, SealedBy by, string figures)
    {
        var sealedFigures = by.Signer.Name == Bo ? "A=41" : "A=40";
        var act = new FormReveal(HeaderOf(by.Signer.Name), "1102", "S01", by.Commit, 1, Sheet(figures));
        var name = figures == sealedFigures ? "a clerk opens what she sealed" : "a clerk opens other figures";
        if (entry.CanOpen(act) is { IsApplied: false } refused) return (name, (null, "`" + refused.VoidCode + "`"));
        var (next, content) = entry.Open(act, new FigureShapes());
        if (content is not null) return (name + ", the same as the other", (null, Confirmed));
        return (next.Step == EntryStep.AskedAgain ? name + ", other than the other" : name, (next, NameOf(next)));
    }

    private SheetEntry Sheet(string figures) => _election.Entry(figures);

    private ActHeader HeaderOf(string clerk) => _election.Host.Desk.Header([SmallElection.Key(clerk)]);

    private static KeyName KeyOf(string clerk) => SmallElection.Key(clerk).Verifier.Name;

    private static Hash PersonOf(string clerk) => Hash.OfBytes(Encoding.UTF8.GetBytes(clerk));

    private static string Draw(List<(string From, string Act, string To)> steps)
    {
        var text = new StringBuilder("# Double entry (ការបញ្ចូលពីរដង)\n\nDrawn by `EntryDrawing`, which tries every act in every state of the code. Two clerks of one organisation type one sheet; neither sees what the other typed until both are sealed.\n\n```mermaid\nstateDiagram-v2\n    [*] --> nothing-sealed\n");
        foreach (var (from, act, to) in steps.Where(step => !IsRefusal(step.To)))
            text.Append($"    {from} --> {(to == Confirmed ? "[*]" : to)}: {act}\n");
        text.Append("```\n\n| in | act | then |\n|---|---|---|\n");
        foreach (var (from, act, to) in steps) text.Append($"| {from} | {act} | {(IsRefusal(to) ? "void, " : "")}{to} |\n");
        return text.Append("\nAsked again, the round is one more, and only the figures that differ are typed. Where the two say another state of the sheet, all of the round is asked again.\n").ToString();
    }

    private static bool IsRefusal(string to) => to.StartsWith('`');
}
