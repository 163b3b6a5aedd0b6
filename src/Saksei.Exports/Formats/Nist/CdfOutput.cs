using System.Collections.Immutable;
using Saksei.Election.Definition;

namespace Saksei.Exports.Formats.Nist;

/// <summary>
/// Where a report of the common data format goes to. NIST SP 1500-100 is one model written in two ways: fields are said in the order
/// of the XML schema, which JSON doesn't mind.
/// </summary>
internal abstract class CdfOutput
{
    /// <summary>The whole report.</summary>
    internal abstract void Report(Action write);

    /// <summary>A field that may stand several times; each <see cref="Item"/> within is one of it.</summary>
    internal abstract void Items(string field, Action write);

    /// <summary>An object of a type.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="id">What others refer to it by; empty where nothing does.</param>
    /// <param name="write">Writes its fields.</param>
    internal abstract void Item(string type, string id, Action write);

    internal abstract void Text(string field, string text);

    internal abstract void Whole(string field, long number);

    internal abstract void Truth(string field, bool truth);

    /// <summary>References to other objects; nothing is written where there are none.</summary>
    internal abstract void References(string field, ImmutableArray<string> ids);

    /// <summary>A text in the languages that it is in.</summary>
    internal abstract void Texts(string field, IEnumerable<KeyValuePair<string, string>> texts);

    /// <summary>A name in all its languages; the code, in no language, where it has none.</summary>
    internal void Name(string field, Names names, string code) =>
        Texts(field, names.ByLanguage.IsEmpty ? [KeyValuePair.Create("und", code)] : names.ByLanguage);

    /// <summary>What the object is called outside the report.</summary>
    internal void Identifier(params IEnumerable<(string Type, string Value)> known) => Items("ExternalIdentifier", () =>
    {
        foreach (var (type, value) in known)
            Item("ExternalIdentifier", "", () =>
            {
                Text("Type", "other");
                Text("OtherType", type);
                Text("Value", value);
            });
    });
}
