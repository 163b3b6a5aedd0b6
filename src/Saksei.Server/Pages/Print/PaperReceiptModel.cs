using Saksei.Election.Definition;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Server.Pages.Print;

/// <summary>What was registered, on paper: the act, its place, the checkpoint that has it, and how to check that.</summary>
/// <param name="Line">The act.</param>
/// <param name="Checkpoint">The checkpoint of its receipt.</param>
/// <param name="Station">The station that it is about; null where it is about another thing.</param>
/// <param name="LogKey">The key by which the receipt is checked.</param>
/// <param name="Address">What its code holds.</param>
public sealed record PaperReceiptModel(ActLine Line, Checkpoint Checkpoint, Station? Station, string LogKey, PaperAddress Address)
{
    /// <summary>Where receipts stand, behind the language.</summary>
    internal const string Root = "/print/receipt";

    internal static string PathOf(ActLine line) => $"{Root}/{line.Identity.ToHex()}";

    internal static Page? Page(PageRequest request)
    {
        var (host, books) = (request.Frame.Host, request.Books);
        if (!Hash.TryParseHex(request.Code, out var identity) || host.Find(identity) is not { } index || index >= books.Size) return null;
        if (host.ReceiptOf(index) is not { } receipt || SignedCheckpoint.Parse(receipt.CheckpointNote, out _) is not { } signed) return null;
        var line = host.Lines(index, index + 1)[0];
        var station = line.Kind.Book == "organisations" ? null : books.Definition.FindStation(line.Subject);
        return Pages.Page.Of<PaperReceiptPage, PaperReceiptModel>(new PaperReceiptModel(line, signed.Checkpoint, station, host.Founding.Log.Text, PaperAddress.Of(request)));
    }
}
