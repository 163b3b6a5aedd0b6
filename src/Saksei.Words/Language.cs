using System.Collections.Frozen;

namespace Saksei.Words;

/// <summary>A language: all that is known of it stands in its file of texts, under keys that begin with <c>language.</c>.</summary>
public sealed class Language
{
    /// <summary>How the keys begin that say what the language is like; all others are texts.</summary>
    public const string Own = "language.";

    private const string PluralKey = Own + "plural.";

    private readonly Lazy<NameOrder> _order;

    internal Language(string code, FrozenDictionary<string, string> texts)
    {
        (Code, Texts) = (code, texts);
        _order = new Lazy<NameOrder>(() => new NameOrder(code, Icu.Here));
        Plurals = new PluralRules(PluralRules.Categories.Where(category => texts.ContainsKey(PluralKey + category)).Select(category => (category, texts[PluralKey + category])));
        Numerals = texts.TryGetValue(Own + "digits", out var digits)
            ? new Numerals(digits, texts[Own + "digits.signs"], texts.GetValueOrDefault(Own + "digits.decimal")) : Numerals.Latin;
    }

    /// <summary>The code of BCP 47, which is the name of its file.</summary>
    public string Code { get; }

    /// <summary>The texts by key.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>What it calls itself.</summary>
    public string Name => Texts[Own + "name"];

    /// <summary>Whether it is written in Latin letters (ISO 15924).</summary>
    public bool IsLatin => Texts[Own + "script"] == "Latn";

    /// <summary>The decimal mark with Latin digits.</summary>
    public string DecimalMark => Texts[Own + "decimal"];

    /// <summary>Its own digits; a reader may have Latin ones instead.</summary>
    public Numerals Numerals { get; }

    /// <summary>The order of names in it.</summary>
    internal NameOrder Order => _order.Value;

    /// <summary>Its plural forms.</summary>
    public PluralRules Plurals { get; }
}
