using System.Globalization;
using System.Xml;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Register.Tree;
using Saksei.Words;

namespace Saksei.Exports.Formats;

/// <summary>
/// The newest acts and cases as Atom feeds (RFC 4287). An entry's id is a tag URI (RFC 4151) of the register's name and the act's hash, so
/// that no reader shows one twice from two servers.
/// </summary>
internal sealed class AtomFeeds : IDisposable
{
    private const string Namespace = "http://www.w3.org/2005/Atom";
    private const int Newest = 100;
    private readonly ExportInput _input;
    private readonly string _origin;
    private readonly Speech _speech;
    private readonly XmlWriter _xml;

    private AtomFeeds(Stream output, ExportInput input, string origin, Speech speech) =>
        (_xml, _input, _origin, _speech) = (XmlWriter.Create(output, PlainXml.Settings), input, origin, speech);

    internal static byte[] Acts(ExportInput input, string origin, Speech speech) => Write(input, origin, speech, feed => feed.WriteActs());

    internal static byte[] Cases(ExportInput input, string origin, Speech speech) => Write(input, origin, speech, feed => feed.WriteCases());

    public void Dispose() => _xml.Dispose();

    private static byte[] Write(ExportInput input, string origin, Speech speech, Action<AtomFeeds> write)
    {
        using var stream = new MemoryStream();
        using (var feed = new AtomFeeds(stream, input, origin, speech)) write(feed);
        return stream.ToArray();
    }

    private void WriteActs() => WriteFeed("acts", () =>
    {
        foreach (var act in _input.Acts(Math.Max(0, _input.Books.Size - Newest)).Reverse())
            WriteEntry(new Entry("act", act.Identity, TimeOf(act), RegisterWords.Of(_speech, act.Act) + " · " + Digits(act.Index), "../../log/acts/" + Digits(act.Index))
            {
                Author = act.Act.Header.Signers[0].ToString(),
                Published = TimeOf(act),
                Outcome = act.Outcome.IsApplied ? "" : _speech.Message(act.Outcome.VoidCode),
            });
    });

    private void WriteCases() => WriteFeed("cases", () =>
    {
        foreach (var file in _input.Books.Cases.Files.OrderByDescending(file => file.Events[^1].Place.Index).Take(Newest))
            WriteEntry(new Entry("case", file.Opened.Place.Identity, file.Events[^1].Place.Tick, TitleOf(file), "../../" + _speech.Language + "/cases/" + file.Table.Book + "/" + Uri.EscapeDataString(file.Id))
            {
                Author = file.Events[^1].Organisation,
                Published = file.Opened.Place.Tick,
            });
    });

    // Before its first tick a register has no time of its own: the founders say when it was.
    private static Moment TimeOf(ExportedAct act) => act.Tick.UnixSeconds == 0 ? act.Act.Header.At : act.Tick;

    private string TitleOf(CaseFile file) =>
        _speech.Say("case.title." + file.Table.Book, file.Id) + ": " + RegisterWords.Of(_speech, _input.Books.Cases.View(file));

    private void WriteFeed(string name, Action entries)
    {
        _xml.WriteStartElement("feed", Namespace);
        Element("id", Tag(name));
        Element("title", Title(_speech.Say("data.document.feeds/" + name + ".atom")));
        Element("updated", _input.Books.Tick.ToString());
        Author(_origin);
        Link("self", name + ".atom");
        Element("generator", "Saksei");
        entries();
        _xml.WriteEndElement();
    }

    private void WriteEntry(Entry entry)
    {
        _xml.WriteStartElement("entry", Namespace);
        Element("id", Tag(entry.Kind + "/" + entry.Hash.ToHex()));
        Element("title", Title(entry.Title));
        Element("published", entry.Published.ToString());
        Element("updated", entry.Updated.ToString());
        Author(entry.Author);
        Link("alternate", entry.Address);
        if (_input.Books.IsSimulated) Category("simulated");
        if (entry.Outcome.Length > 0) Element("summary", entry.Outcome);
        _xml.WriteEndElement();
    }

    private string Title(string title) => _input.Books.IsSimulated ? title + " · " + _speech.Say("simulated") : title;

    // The name of a host and a day on which it was the register's, that of its founding; then what it is within the register.
    private string Tag(string specific)
    {
        var (host, path) = _origin.Split('/', 2) is [var own, var rest] ? (own, rest + "/") : (_origin, "");
        return $"tag:{host.ToLowerInvariant()},{Founded}:{string.Join('/', (path + specific).Split('/').Select(Uri.EscapeDataString))}";
    }

    private string Founded => field ??= DateTimeOffset.FromUnixTimeSeconds(_input.Acts(0).Select(act => act.Act.Header.At.UnixSeconds).FirstOrDefault(_input.Books.Tick.UnixSeconds))
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Author(string name)
    {
        _xml.WriteStartElement("author", Namespace);
        Element("name", name);
        _xml.WriteEndElement();
    }

    private void Link(string relation, string address)
    {
        _xml.WriteStartElement("link", Namespace);
        _xml.WriteAttributeString("rel", relation);
        _xml.WriteAttributeString("href", address);
        _xml.WriteEndElement();
    }

    private void Category(string term)
    {
        _xml.WriteStartElement("category", Namespace);
        _xml.WriteAttributeString("term", term);
        _xml.WriteEndElement();
    }

    private void Element(string name, string text) => _xml.WriteElementString(name, Namespace, PlainXml.Of(text));

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Entry(string Kind, Hash Hash, Moment Updated, string Title, string Address)
    {
        internal string Author { get; init; } = "";

        internal Moment Published { get; init; }

        internal string Outcome { get; init; } = "";
    }
}
