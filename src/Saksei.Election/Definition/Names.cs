using System.Collections.Immutable;
using Saksei.Election.Reading;

namespace Saksei.Election.Definition;

/// <summary>One name in several languages, by language code. Names are for people: nothing is looked up by them.</summary>
public sealed record Names(ImmutableArray<KeyValuePair<string, string>> ByLanguage)
{
    /// <summary>No name at all; the code stands in for it.</summary>
    public static Names None { get; } = new([]);

    /// <summary>The name in a language, or in English, or in the first language that there is; empty where there is none.</summary>
    public string In(string language) => Find(language) ?? Find("en") ?? (ByLanguage.IsEmpty ? "" : ByLanguage[0].Value);

    /// <summary>The name in just this language, or null.</summary>
    public string? Find(string language)
    {
        foreach (var (key, text) in ByLanguage)
            if (key == language)
                return text;
        return null;
    }

    internal static Names Read(ref StrictJson json)
    {
        var texts = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        json.EnterObject();
        while (json.NextName(out var language))
        {
            var key = System.Text.Encoding.UTF8.GetString(language);
            texts.Add(new(key, json.Text(2000)));
        }

        return new Names(texts.DrainToImmutable());
    }
}
