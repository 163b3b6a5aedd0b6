using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Saksei.Election.Clock;
using Saksei.Election.Counts;
using Saksei.Election.Definition;

namespace Saksei.Words;

/// <summary>
/// Says things in one language, with one kind of digits: sentences by key, numbers, shares, times, names. No rule of the
/// election is here, and no page says a number in any other way.
/// </summary>
public sealed class Speech
{
    private const int LastSecondOfDay = 86399;
    private const char ThinSpace = '\u202f';
    private readonly IReadOnlyDictionary<string, string> _texts;
    private readonly Language _language;
    private readonly TimeZoneInfo _zone;

    /// <summary>Speaks a language, in the times of a zone.</summary>
    public Speech(string language, string timeZone)
    {
        _language = TextBook.Find(language);
        _texts = _language.Texts;
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc;
    }

    /// <summary>The language's code.</summary>
    public string Language => _language.Code;

    /// <summary>Whether the language is written in Latin letters.</summary>
    public bool IsLatin => _language.IsLatin;

    /// <summary>The digits that numbers are written in; Latin ones unless the reader chose others.</summary>
    public Numerals Numerals { get; init; } = Numerals.Latin;

    /// <summary>Organisations whose names nobody of their own interest group confirmed: it is said wherever they are named.</summary>
    public ImmutableHashSet<string> Unconfirmed { get; init; } = [];

    /// <summary>What an organisation or party is called: by the definition, or by its code.</summary>
    public string Organisation(ElectionDefinition definition, string code)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return Marked(code, definition.Head.Organisations.FirstOrDefault(known => known.Code == code) is { } known ? Name(known.Names, code) : code);
    }

    /// <summary>What a body is called, for which an organisation signs.</summary>
    public string Body(Body body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Marked(body.Organisation, Name(body.Names, body.Code));
    }

    private string Marked(string organisation, string name) => Unconfirmed.Contains(organisation) ? Say("organisation.unconfirmed", name) : name;

    /// <summary>The sentence of a key, its places filled: in the form that the language has for the first number, if it is one.</summary>
    public string Say(string key, params ReadOnlySpan<object> values)
    {
        if (values.Length > 0 && CategoryOf(values[0]) is { } category && _texts.TryGetValue(key + "." + category, out var form)) return Fill(form, values);
        return Fill(_texts[key], values);
    }

    private string? CategoryOf(object value) => value switch
    {
        int number => _language.Plurals.Of(number),
        long number => _language.Plurals.Of(number),
        _ => null,
    };

    /// <summary>Whether there is a text of this key.</summary>
    public bool Knows(string key) => _texts.ContainsKey(key);

    /// <summary>The text of a word of acts (a kind, a state, a source), or the word itself.</summary>
    public string Word(string book, string word) => _texts.GetValueOrDefault(book + "." + word, word);

    /// <summary>A code in words.</summary>
    public string Message(string code) => TextBook.Message(code, Language);

    /// <summary>A part of a sentence as one of its own: with a capital letter and a full stop.</summary>
    public string Sentence(string part) => Say("sentence.one", part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]);

    /// <summary>A number by its word up to nine, otherwise in digits.</summary>
    public string Count(int number) => number is > 0 and < 10 ? _texts["number." + number.ToString(CultureInfo.InvariantCulture)] : Number(number);

    /// <summary>A whole number, in groups of three.</summary>
    public string Number(BigInteger number)
    {
        var digits = BigInteger.Abs(number).ToString(CultureInfo.InvariantCulture);
        for (var at = digits.Length - 3; at > 0; at -= 3) digits = digits.Insert(at, ThinSpace.ToString());
        return Digits(number.Sign < 0 ? "−" + digits : digits);
    }

    /// <summary>A fraction with so many decimals, by the one rounding rule.</summary>
    public string Decimals(Fraction fraction, int places = 2)
    {
        var text = fraction.ToDecimals(places);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = BigInteger.Parse(point < 0 ? text : text[..point], CultureInfo.InvariantCulture);
        return Number(whole) + (point < 0 ? "" : (Numerals.DecimalMark ?? _language.DecimalMark) + Digits(text[(point + 1)..]));
    }

    /// <summary>A share in percent with two decimals; a dash where there is nothing to have a share of.</summary>
    public string Percent(long part, long whole) =>
        whole == 0 ? "–" : Decimals(new Fraction((BigInteger)part * 100, whole)) + ThinSpace + "%";

    /// <summary>Date and time to the minute in the election's zone.</summary>
    public string Time(Moment moment) => Date(moment) + Say("time.at") + Clock(moment);

    /// <summary>The time of day; with its date too where that isn't the day given.</summary>
    public string TimeOn(DateOnly day, Moment moment) => DateOnly.FromDateTime(Local(moment).DateTime) == day ? Clock(moment) : Time(moment);

    /// <summary>The time of day to the minute in the election's zone.</summary>
    public string Clock(Moment moment) => Digits(Local(moment).ToString("HH:mm", CultureInfo.InvariantCulture));

    /// <summary>Whether it is in the first or the last minute of a day in the election's zone: what stands for a day of which no hour is known.</summary>
    public bool IsEdgeOfDay(Moment moment) => Local(moment) is { Hour: 0, Minute: 0 } or { Hour: 23, Minute: 59 };

    /// <summary>The date in the election's zone.</summary>
    public string Date(Moment moment) => Day(DateOnly.FromDateTime(Local(moment).DateTime));

    /// <summary>A date.</summary>
    public string Day(DateOnly day) => Say("time.date", Digits(day.Day.ToString(CultureInfo.InvariantCulture)),
        Say("month." + day.Month.ToString(CultureInfo.InvariantCulture)), Digits(day.Year.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Date and time in the offset that a moment has; the last second of a day is its end, 24:00.</summary>
    public string LocalTime(Moment moment)
    {
        var local = DateTimeOffset.FromUnixTimeSeconds(moment.UnixSeconds).ToOffset(TimeSpan.FromMinutes(moment.OffsetMinutes));
        var clock = local.TimeOfDay.TotalSeconds >= LastSecondOfDay ? "24:00"
            : local.ToString(local.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
        return Day(DateOnly.FromDateTime(local.DateTime)) + Say("time.at") + Digits(clock);
    }

    /// <summary>The offset in which times are written, such as <c>UTC+07:00</c>.</summary>
    public string Zone(Moment moment)
    {
        var offset = Local(moment).Offset;
        return "UTC" + (offset == TimeSpan.Zero ? "" : (offset < TimeSpan.Zero ? "−" : "+") + offset.ToString("hh\\:mm", CultureInfo.InvariantCulture));
    }

    /// <summary>A name, or the code where there is none.</summary>
    public string Name(Names names, string code) => names.In(Language) is { Length: > 0 } name ? InOwnDigits(name) : code;

    /// <summary>A text from elsewhere whose digits follow the reader's choice: names are written in either script.</summary>
    public string InOwnDigits(string text) => Numerals.IsLatin ? _language.Numerals.ToLatin(text) : text;

    /// <summary>Whether names can be ordered as the language has it: where the machine has ICU.</summary>
    public bool OrdersNames => _language.Order.Exists;

    /// <summary>Things by name, as the language orders names; as they stood where the machine can't.</summary>
    public ImmutableArray<T> ByName<T>(IEnumerable<T> things, Func<T, string> nameOf) => _language.Order.Sort(things, nameOf);

    /// <summary>Names in the language's order.</summary>
    public ImmutableArray<string> ByName(IEnumerable<string> names) => ByName(names, name => name);

    /// <summary>Things after one another: "A, B and C".</summary>
    public string List(ImmutableArray<string> items) => items.Length switch
    {
        0 => "",
        1 => items[0],
        _ => string.Join(Say("list.comma"), items[..^1]) + Say("list.and") + items[^1],
    };

    private DateTimeOffset Local(Moment moment) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(moment.UnixSeconds), _zone);

    private string Fill(string text, ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            text = text.Replace("{" + i.ToString(CultureInfo.InvariantCulture) + "}", Text(values[i]), StringComparison.Ordinal);
        return text;
    }

    private string Text(object value) => value switch
    {
        int number => Number(number),
        long number => Number(number),
        BigInteger number => Number(number),
        _ => value.ToString() ?? "",
    };

    private string Digits(string text) => Numerals.Write(text);
}
