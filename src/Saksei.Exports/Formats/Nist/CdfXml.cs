using System.Collections.Immutable;
using System.Globalization;
using System.Xml;

namespace Saksei.Exports.Formats.Nist;

/// <summary>The common data format as XML.</summary>
internal sealed class CdfXml(Stream output) : CdfOutput, IDisposable
{
    private const string Namespace = "http://itl.nist.gov/ns/voting/1500-100/v2";
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";
    private readonly XmlWriter _xml = XmlWriter.Create(output, PlainXml.Settings);
    private readonly Stack<string> _fields = new();

    internal override void Report(Action write)
    {
        _xml.WriteStartElement("ElectionReport", Namespace);
        _xml.WriteAttributeString("xmlns", "xsi", null, Instance);
        write();
        _xml.WriteEndElement();
    }

    internal override void Items(string field, Action write)
    {
        _fields.Push(field);
        write();
        _fields.Pop();
    }

    // Where the schema has an abstract type, or one that others extend, the element says which it is.
    internal override void Item(string type, string id, Action write)
    {
        var field = _fields.Peek();
        _xml.WriteStartElement(field, Namespace);
        if (type != field) _xml.WriteAttributeString("type", Instance, type);
        if (id.Length > 0) _xml.WriteAttributeString("ObjectId", id);
        write();
        _xml.WriteEndElement();
    }

    internal override void Text(string field, string text) => _xml.WriteElementString(field, Namespace, PlainXml.Of(text));

    internal override void Whole(string field, long number) => Text(field, number.ToString(CultureInfo.InvariantCulture));

    internal override void Truth(string field, bool truth) => Text(field, truth ? "true" : "false");

    internal override void References(string field, ImmutableArray<string> ids)
    {
        if (!ids.IsEmpty) Text(field, string.Join(' ', ids));
    }

    internal override void Texts(string field, IEnumerable<KeyValuePair<string, string>> texts)
    {
        _xml.WriteStartElement(field, Namespace);
        foreach (var (language, text) in texts)
        {
            _xml.WriteStartElement("Text", Namespace);
            _xml.WriteAttributeString("Language", language);
            _xml.WriteString(PlainXml.Of(text));
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    public void Dispose() => _xml.Dispose();
}
