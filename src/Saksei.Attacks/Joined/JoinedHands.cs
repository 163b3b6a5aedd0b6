using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Saksei.Attacks.Playing;
using Saksei.Attacks.Setting;

namespace Saksei.Attacks.Joined;

/// <summary>How many hands have to join so that no check of a reader shows a change; null where none of those that were tried suffice.</summary>
/// <param name="Change">What is changed.</param>
/// <param name="Seen">Files, pin and policy, where all three co-signers had signed what is changed.</param>
/// <param name="Dark">The same where the log had asked two of them only.</param>
/// <param name="Asked">Files, pin and policy, and the newest checkpoint of each co-signer, in the better case of the two.</param>
/// <param name="Kept">The same with a receipt and a checkpoint that the reader kept, in the better case of the two.</param>
/// <param name="Remark">What is to be said of it.</param>
public sealed record JoinedRow(string Change, int? Seen, int? Dark, int? Asked, int? Kept, string Remark);

/// <summary>
/// The table of who can alter what: for each change every set of hands is played, the smallest first, until none of a reader's checks
/// fails any more.
/// </summary>
/// <param name="Rows">A row for each change.</param>
/// <param name="Played">How many plays it took.</param>
public sealed record JoinedHands(ImmutableArray<JoinedRow> Rows, int Played)
{
    private const Known Files = Known.Pin | Known.Policy;

    // Of co-signers only how many join matters, and that the one in the dark comes last; with the log's key comes its disk.
    private static readonly ImmutableArray<Hands> Sets =
    [
        .. (from store in new[] { Hands.None, Hands.Disk, Hands.Log }
            from author in new[] { Hands.None, Hands.Author }
            from joined in Enumerable.Range(0, HandsInWords.Cosigners.Length + 1)
            let hands = HandsInWords.Cosigners.Take(joined).Aggregate(store | author, (sum, one) => sum | one.Hand)
            orderby hands.Count
            select hands),
    ];

    /// <summary>Plays all of it.</summary>
    internal static JoinedHands Play(AttackedRegister register)
    {
        var (rows, played) = (ImmutableArray.CreateBuilder<JoinedRow>(), 0);
        foreach (var change in Change.All)
        {
            var (seen, dark) = (new Fewest(register, change, false), new Fewest(register, change, true));
            foreach (var hands in Sets) played += seen.Try(hands) + dark.Try(hands);
            rows.Add(new JoinedRow(change.Words, seen.ByFiles, dark.ByFiles, Least(seen.ByCosigners, dark.ByCosigners), Least(seen.ByKept, dark.ByKept), change.Remark));
        }

        return new JoinedHands(rows.DrainToImmutable(), played);
    }

    /// <summary>The table, as README has it.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder("| what is changed | files, pin and policy | the same, one co-signer not asked | and co-signers' newest checkpoints | and a receipt or checkpoint kept | in words |\n|---|---|---|---|---|---|\n");
        foreach (var row in Rows) text.Append(CultureInfo.InvariantCulture, $"| {row.Change} | {Word(row.Seen)} | {Word(row.Dark)} | {Word(row.Asked)} | {Word(row.Kept)} | {row.Remark} |\n");
        return text.ToString();
    }

    /// <summary>A number of hands, in words where it is none.</summary>
    public static string Word(int? hands) => hands?.ToString(CultureInfo.InvariantCulture) ?? "always shown";

    private static int? Least(int? one, int? other) => one is null || other < one ? other : one;

    /// <summary>The fewest hands so far by which a change isn't shown, for readers who know more and more.</summary>
    private sealed class Fewest(AttackedRegister register, Change change, bool isOneInTheDark)
    {
        private int _number;

        internal int? ByFiles { get; private set; }

        internal int? ByCosigners { get; private set; }

        internal int? ByKept { get; private set; }

        /// <summary>Plays the change by these hands, where that may still say something; gives how often it played.</summary>
        internal int Try(Hands hands)
        {
            if (ByKept is not null) return 0;
            var folder = Path.Combine(register.Workshop.Folder, "joined", $"{change.Words} {isOneInTheDark} {_number++}");
            using var scene = new Scene(register, hands, folder, isOneInTheDark);
            if (change.Make(scene) is not { } files) return 0;
            Take(files, scene, hands.Count);
            return 1;
        }

        // Each knows what the one before knows, and more: what one is shown all behind are.
        private void Take(PublishedCopy files, Scene scene, int count)
        {
            if (!Passes(files, scene, Files)) return;
            ByFiles ??= count;
            if (Passes(files, scene, Files | Known.Cosigners)) ByCosigners ??= count;
            if (Passes(files, scene, Files | Known.Receipt | Known.Since)) ByKept ??= count;
        }

        private bool Passes(PublishedCopy files, Scene scene, Known known) =>
            new Reader("", known).Verify(files, scene).Passed && !change.IsShownOtherwise(scene, known);
    }
}
