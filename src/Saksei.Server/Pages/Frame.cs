using System.Globalization;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Server.Books;
using Saksei.Server.Pages.Cases;
using Saksei.Verifier;
using Saksei.Words;

namespace Saksei.Server.Pages;

/// <summary>What every page stands in: the books as of a checkpoint, the language, and how to link without losing either.</summary>
public sealed class Frame
{
    private readonly RegisterHost _host;

    internal Frame(RegisterHost host, BooksAsOf books, Speech speech, bool pinned, string path)
    {
        (_host, Books, Speech, Pinned, Path) = (host, books, speech, pinned, path);
    }

    /// <summary>The same with the figures of another contest.</summary>
    internal Frame With(BooksAsOf books) => new(_host, books, Speech, Pinned, Path) { Query = Query, Before = Before };

    /// <summary>Frames with the figures of the other contests, in the definition's order.</summary>
    internal IEnumerable<Frame> Others => Books.Others.Select(With);

    /// <summary>The books that the page is a function of.</summary>
    public BooksAsOf Books { get; }

    /// <summary>The language that it speaks.</summary>
    public Speech Speech { get; }

    /// <summary>Whether the reader asked for this checkpoint, so that links keep it.</summary>
    public bool Pinned { get; }

    /// <summary>The page's path behind the language, such as <c>/seats/08</c>; empty for Tonight.</summary>
    public string Path { get; }

    /// <summary>The part of the query that belongs to the page itself, such as <c>q</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    /// <summary>A checkpoint some time before this one, to say what changed since; 0 where there is none.</summary>
    public long Before { get; init; }

    /// <summary>The election.</summary>
    public ElectionDefinition Definition => Books.Definition;

    /// <summary>The contest whose figures the page shows.</summary>
    public Contest Contest => Books.Contest;

    /// <summary>The register's name.</summary>
    public string Origin => _host.Origin;

    /// <summary>The register itself, for lists of acts.</summary>
    internal RegisterHost Host => _host;

    /// <summary>A link to another page, in the same language and as of the same checkpoint.</summary>
    public string Link(string path, params ReadOnlySpan<(string Name, string Value)> query) =>
        Address(Speech.Language, path, Speech.Numerals, Pinned ? Books.Size : null, Contest, query);

    /// <summary>This page for ever as it is now.</summary>
    public string Permanent => Address(Speech.Language, Path, Speech.Numerals, Books.Size, Contest, [.. Query]);

    /// <summary>This page as of the newest checkpoint.</summary>
    public string Newest => Address(Speech.Language, Path, Speech.Numerals, null, Contest, [.. Query]);

    /// <summary>This page in another language.</summary>
    public string In(string language) => Address(language, Path, Speech.Numerals, Pinned ? Books.Size : null, Contest, [.. Query]);

    /// <summary>This page with other digits.</summary>
    public string In(Numerals numerals) => Address(Speech.Language, Path, numerals, Pinned ? Books.Size : null, Contest, [.. Query]);

    /// <summary>The other languages that the election's pages are offered in.</summary>
    public IEnumerable<Language> OtherLanguages => TextBook.LanguagesOf(Definition.Head).Where(language => language != Speech.Language).Select(TextBook.Find);

    /// <summary>The other digits that a reader may have.</summary>
    public IEnumerable<Numerals> OtherNumerals => PageLanguages.NumeralsOf(Definition.Head).Where(numerals => numerals != Speech.Numerals);

    /// <summary>This page with the figures of another contest; where it isn't one of them, the page above it.</summary>
    public string In(Contest contest)
    {
        ArgumentNullException.ThrowIfNull(contest);
        return Address(Speech.Language, PathIn(contest), Speech.Numerals, Pinned ? Books.Size : null, contest, []);
    }

    private string PathIn(Contest contest)
    {
        if (Path.StartsWith("/stations/", StringComparison.OrdinalIgnoreCase)) return IsHeldAt(Path["/stations/".Length..], contest) ? Path : "";
        var isOfSeats = Path.StartsWith("/seats", StringComparison.OrdinalIgnoreCase);
        if ((isOfSeats || Path.StartsWith("/open", StringComparison.OrdinalIgnoreCase)) && contest.SeatRule is null) return "";
        return isOfSeats && Path.LastIndexOf('/') is > 0 and var end && contest.FindConstituency(Uri.UnescapeDataString(Path[(end + 1)..])) is null ? "/seats" : Path;
    }

    private bool IsHeldAt(string station, Contest contest) => Definition.FindStation(Uri.UnescapeDataString(station)) is { } known && contest.Has(known);

    /// <summary>A file of results as of this page's checkpoint: the contest's own where it is by contest.</summary>
    public string ToResults(string path) => string.Create(CultureInfo.InvariantCulture, $"/{ResultFile.PathOf(path, Contest)}?at={Books.Size}");

    /// <summary>The class that has the colour of a list.</summary>
    public string ColourOf(ElectoralList list) => StyleEndpoints.ClassOf(Contest, list);

    /// <summary>The name of a contest; empty where the election has one.</summary>
    public string Name(Contest contest)
    {
        ArgumentNullException.ThrowIfNull(contest);
        return contest.Code.Length == 0 ? "" : Speech.Name(contest.Head.Names, contest.Code);
    }

    /// <summary>The page of a station.</summary>
    public string To(Station station)
    {
        ArgumentNullException.ThrowIfNull(station);
        var frame = Contest.Has(station) ? this : Others.First(other => other.Contest.Has(station));
        return frame.Link("/stations/" + Uri.EscapeDataString(station.Code));
    }

    /// <summary>The page of a unit.</summary>
    public string To(Unit unit) => Link("/places/" + Uri.EscapeDataString(unit.Code));

    /// <summary>The page of a constituency's seats.</summary>
    public string To(Constituency constituency) => Link("/seats/" + Uri.EscapeDataString(constituency.Code));

    /// <summary>The page of a case.</summary>
    public string To(CaseFile file) => Link("/cases/" + file.Table.Book + "/" + Uri.EscapeDataString(file.Id));

    /// <summary>The name of a unit.</summary>
    public string Name(Unit unit) => Speech.Name(unit.Names, unit.Code);

    /// <summary>The name of a list, short.</summary>
    public string Name(ElectoralList list) => !Speech.IsLatin && list.Names.Find(Speech.Language) is { Length: > 0 } own ? Speech.InOwnDigits(own)
        : list.ShortName.All(char.IsAsciiDigit) ? Speech.Name(list.Names, list.Code) : list.ShortName;

    /// <summary>The name of an organisation as the definition has it, or its code.</summary>
    public string NameOfOrganisation(string code) => Speech.Organisation(Definition, code);

    /// <summary>By which door an organisation had come in when an act was made in its name; empty where it never did.</summary>
    public string Entrance(string code, long index)
    {
        if (!Books.Organisations.All.TryGetValue(code, out var organisation)) return "";
        var door = Speech.Say("entrance." + organisation.EntranceAt(index).Word);
        return organisation.IsBefore(index) ? Speech.Say("entrance.before", door) : door;
    }

    /// <summary>A sentence that cites an article; empty where none is given.</summary>
    public string Article(string article) => CaseWords.Article(Speech, article);

    /// <summary>The name of a figure of the form.</summary>
    public string NameOfFigure(int figure) => figure < Contest.Form.Fields.Length
        ? Speech.Name(Contest.Form.Fields[figure].Names, Contest.Form.Fields[figure].Code)
        : Name(Contest.Lists[figure - Contest.Form.Fields.Length]);

    /// <summary>What a station is called: a polling station, or a counting unit of absent residents.</summary>
    public string Title(Station station) => Speech.Say("station.called." + station.Kind, station.Code);

    /// <summary>The same with the place in which it lies.</summary>
    public string TitleAndPlace(Station station)
    {
        ArgumentNullException.ThrowIfNull(station);
        return Title(station) + Speech.Say("list.comma") + Name(station.Unit);
    }

    // The first contest is the one that is shown where none is named.
    private static string Address(
        string language, string path, Numerals numerals, long? at, Contest contest, ReadOnlySpan<(string Name, string Value)> query)
    {
        var parts = new List<string>();
        if (contest.Index > 0) parts.Add(PageAddress.Contest + "=" + contest.Code);
        foreach (var (name, value) in query)
            if (value.Length > 0) parts.Add(name + "=" + Uri.EscapeDataString(value));
        if (!numerals.IsLatin) parts.Add("digits=" + numerals.Code);
        if (at is { } size) parts.Add("at=" + size.ToString(CultureInfo.InvariantCulture));
        var address = "/" + language + (path.Length == 0 ? "/" : path);
        return parts.Count == 0 ? address : address + "?" + string.Join('&', parts);
    }
}
