using System.Collections.Immutable;
using Saksei.Exports.Formats;
using Saksei.Exports.Formats.Nist;
using Saksei.Words;

namespace Saksei.Exports;

/// <summary>A document in a format of the field that isn't a table; what of the register it can't hold stands in docs/spec/exports.md.</summary>
/// <param name="Path">Below <c>/data/</c>.</param>
/// <param name="MediaType">As HTTP names it.</param>
/// <param name="Write">Writes it: the input, the register's name, and the language of what people read in it.</param>
public sealed record ExportDocument(string Path, string MediaType, Func<ExportInput, string, Speech, byte[]> Write)
{
    /// <summary>All of them, in the order in which they are shown; the text <c>data.document.PATH</c> says what each is.</summary>
    public static ImmutableArray<ExportDocument> All { get; } =
    [
        new("nist-results.json", "application/json; charset=utf-8", NistReport.Json),
        new("nist-results.xml", "application/xml; charset=utf-8", NistReport.Xml),
        new("eml-510.xml", "application/xml; charset=utf-8", EmlCount.Write),
        new("popolo.json", "application/json; charset=utf-8", PopoloDocument.Write),
        new("open311/services.json", "application/json; charset=utf-8", ServiceRequests.Services),
        new("open311/requests.json", "application/json; charset=utf-8", ServiceRequests.Requests),
        new("places.geojson", "application/geo+json", PlaceFeatures.Write),
        new("feeds/acts.atom", "application/atom+xml; charset=utf-8", AtomFeeds.Acts),
        new("feeds/cases.atom", "application/atom+xml; charset=utf-8", AtomFeeds.Cases),
    ];

    /// <summary>The document of a path, or null.</summary>
    public static ExportDocument? Find(string path) => All.FirstOrDefault(document => document.Path == path);
}
