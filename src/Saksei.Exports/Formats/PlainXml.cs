using System.Text;
using System.Xml;

namespace Saksei.Exports.Formats;

/// <summary>How XML is written here: UTF-8 without a mark, one line, and no character that XML 1.0 hasn't.</summary>
internal static class PlainXml
{
    internal static XmlWriterSettings Settings { get; } = new() { Encoding = new UTF8Encoding(false) };

    /// <summary>A text as XML can hold it: what it can't is the replacement character.</summary>
    internal static string Of(string text) => text.All(XmlConvert.IsXmlChar) ? text
        : string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune));
}
