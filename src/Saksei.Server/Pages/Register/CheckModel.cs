using System.Text;
using Saksei.Register.Acts;
using Saksei.Verifier;

namespace Saksei.Server.Pages.Register;

/// <summary>How anybody checks all of it.</summary>
/// <param name="LogKey">The log's public key, by the founding act.</param>
/// <param name="Founding">Identity of the founding act.</param>
/// <param name="Definition">Identity of the definition.</param>
/// <param name="Checkpoint">The signed checkpoint, as text.</param>
/// <param name="Address">Where this register is published; <c>ADDRESS</c> where the server doesn't know.</param>
public sealed record CheckModel(string LogKey, string Founding, string Definition, string Checkpoint, string Address)
{
    /// <summary>The verifier's checks, by number.</summary>
    public static IReadOnlyList<Check> Checks { get; } = Enum.GetValues<Check>();

    /// <summary>What stands in a command in place of an address that the server doesn't know.</summary>
    public const string Unknown = "ADDRESS";

    /// <summary>Where the pages are served.</summary>
    public string Served => Address.EndsWith("/log/", StringComparison.Ordinal) ? Address[..^"log/".Length] : Address;

    internal static Page Page(PageRequest request)
    {
        var (host, books) = (request.Frame.Host, request.Books);
        var founding = SignedAct.Parse(host.Store.ReadEntries(0, 1).Single(), out _)?.Identity.ToHex() ?? "";
        var note = host.CheckpointOf(books.Size) ?? [];
        var address = request.PublicUrl.Length == 0 ? Unknown : request.PublicUrl.TrimEnd('/') + "/log/";
        return Pages.Page.Of<CheckPage, CheckModel>(new CheckModel(
            host.Founding.Log.Text, founding, request.Frame.Definition.Identity.ToHex(), Encoding.UTF8.GetString(note), address));
    }
}
