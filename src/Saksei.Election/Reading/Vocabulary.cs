using System.Text;

namespace Saksei.Election.Reading;

/// <summary>The words of an enumeration, said once: acts, documents and keys of texts take them from here.</summary>
public sealed class Vocabulary<T> where T : struct, Enum
{
    private readonly T[] _values;
    private readonly FieldNames _words;

    /// <summary>Every value with its word.</summary>
    /// <exception cref="ArgumentException">A value has no word, or two; or two have one word.</exception>
    public Vocabulary(params ReadOnlySpan<(T Value, string Word)> words)
    {
        _values = [.. words.ToArray().Select(pair => pair.Value)];
        _words = new FieldNames([.. words.ToArray().Select(pair => pair.Word)]);
        if (!_values.Order().SequenceEqual(Enum.GetValues<T>()) || All.Distinct(StringComparer.Ordinal).Count() != _values.Length)
            throw new ArgumentException($"each value of {typeof(T).Name} has just one word", nameof(words));
        Codec = Only(_values);
    }

    /// <summary>All words, in their order.</summary>
    public IEnumerable<string> All => Enumerable.Range(0, _values.Length).Select(place => _words[place]);

    /// <summary>The word of a value.</summary>
    public string this[T value] => _words[Array.IndexOf(_values, value)];

    /// <summary>The value of a word, or null.</summary>
    public T? Find(string word) => _words.Find(Encoding.UTF8.GetBytes(word), 0) is var place and >= 0 ? _values[place] : null;

    /// <summary>Reads a word.</summary>
    public T Read(ref StrictJson json) => Read(ref json, _words, _values);

    /// <summary>How the values stand in JSON.</summary>
    internal Codec<T> Codec { get; }

    /// <summary>The same, where only some of them may stand.</summary>
    internal Codec<T> Only(params T[] allowed)
    {
        var words = new FieldNames([.. allowed.Select(value => this[value])]);
        return new Codec<T>(
            string.Join(", ", allowed.Select(value => $"`{this[value]}`")), allowed[0], () => allowed[0],
            (ref json, _) => Read(ref json, words, allowed), (json, value) => json.WriteStringValue(this[value]));
    }

    private static T Read(ref StrictJson json, FieldNames words, T[] values)
    {
        var read = json.Code();
        var word = words.Find(read, 0);
        if (word >= 0) return values[word];
        json.Fail("word-unknown", $"{Encoding.UTF8.GetString(read)}: one of {words.Listed}");
        return values[0];
    }
}
