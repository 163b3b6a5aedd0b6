using System.Collections.Immutable;
using System.Numerics;
using Saksei.Election.Counts;

namespace Saksei.Words.Seats;

/// <summary>One line of the working, in no language: the key of its sentence and what fills its places.</summary>
/// <param name="Key">Key of the text.</param>
/// <param name="Values">Whole numbers, names, and the values below.</param>
public sealed record SeatLine(string Key, ImmutableArray<object> Values)
{
    /// <summary>It begins a part of the working.</summary>
    public bool IsHeading { get; init; }

    /// <summary>The article that this part follows, as the definition cites it.</summary>
    public string? Article { get; init; }
}

/// <summary>A list by its code; said by its name.</summary>
public readonly record struct ListCode(string Code);

/// <summary>Several lists.</summary>
public sealed record ListCodes(ImmutableArray<string> Codes);

/// <summary>An exact number, said with so many decimals where it isn't whole.</summary>
public readonly record struct Figure(Fraction Value, int Places)
{
    private const int Usual = 2;
    private const int Most = 12;

    /// <summary>With the usual two decimals.</summary>
    public static Figure Of(Fraction value) => new(value, Usual);

    /// <summary>With as many decimals as it takes to show that it differs from another number.</summary>
    public static Figure DistinctFrom(Fraction value, Fraction other)
    {
        var places = Usual;
        while (places < Most && value != other && value.ToDecimals(places) == other.ToDecimals(places)) places++;
        return new Figure(value, places);
    }
}

/// <summary>A word by the key of its text.</summary>
public readonly record struct Word(string Key);

/// <summary>Says lines of the working in one language, with the names that lists have there.</summary>
public sealed class SeatSpeech(Speech speech, Func<string, string> nameOfList)
{
    /// <summary>The whole line; the article behind it in parentheses.</summary>
    public string Say(SeatLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var sentence = speech.Say(line.Key, [.. line.Values.Select(Value)]);
        return line.Article is { } article ? speech.Say("working.by", sentence, article) : sentence;
    }

    private object Value(object value) => value switch
    {
        ListCode list => nameOfList(list.Code),
        ListCodes lists => speech.List([.. lists.Codes.Select(nameOfList)]),
        Figure figure => figure.Value.IsWhole ? speech.Number(figure.Value.Numerator) : speech.Decimals(figure.Value, figure.Places),
        Word word => speech.Knows(word.Key) ? speech.Say(word.Key) : word.Key[(word.Key.IndexOf('.', StringComparison.Ordinal) + 1)..],
        BigInteger or int or long or string => value,
        _ => throw new ArgumentException($"{value.GetType()} can't be said", nameof(value)),
    };
}
