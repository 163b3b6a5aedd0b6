using System.Globalization;
using Saksei.Election.Definition;
using Saksei.Node;

namespace Saksei.Server.Pages.Print;

/// <summary>What the QR codes of papers hold (docs/spec/print.md): an address, the register's name, and nobody's data.</summary>
/// <param name="Origin">The register's name.</param>
/// <param name="PublicUrl">Where people reach the server; empty where nobody said.</param>
public sealed record PaperAddress(string Origin, string PublicUrl)
{
    internal static PaperAddress Of(PageRequest request) => new(request.Frame.Origin, request.PublicUrl.TrimEnd('/'));

    /// <summary>Whether the codes lead to a page; otherwise they only name the register and what stands in it.</summary>
    public bool Leads => PublicUrl.Length > 0;

    /// <summary>The page of a station, in the reader's language.</summary>
    public string Of(Station station)
    {
        ArgumentNullException.ThrowIfNull(station);
        var path = "/stations/" + Uri.EscapeDataString(station.Code);
        return Leads ? PublicUrl + path + "#" + Origin : Origin + path;
    }

    /// <summary>The note of an act, with the act's identity.</summary>
    public string Of(ActLine line) => string.Create(CultureInfo.InvariantCulture, $"{(Leads ? PublicUrl : Origin)}/log/acts/{line.Index}#{line.Identity.ToHex()}");
}
