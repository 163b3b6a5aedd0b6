using System.Text;

namespace Saksei.Server.Books;

/// <summary>
/// Folds names so that what people type finds what is written: letter case, Latin diacritics, digits of either script, invisible
/// characters, and the ways in which Khmer writes one word: coeng da for coeng ta, marks of a syllable in another order.
/// </summary>
internal static class Folding
{
    private const char Coeng = '\u17d2', Da = '\u178a', Ta = '\u178f';
    private const string Bare = "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";

    // What each pair U+0100…U+017F is without its marks.
    private const string BareExtended =
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    internal static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var bare = FoldLetter(letter);
            if (bare == Ta || bare != Da || folded.Length == 0 || folded[^1] != Coeng) Append(folded, bare);
            else folded.Append(Ta);
        }

        return OrderMarks(folded.ToString().Trim());
    }

    private static void Append(StringBuilder folded, char letter)
    {
        if (letter == '\0' || (letter == ' ' && (folded.Length == 0 || folded[^1] == ' '))) return;
        folded.Append(letter);
    }

    private static char FoldLetter(char letter) => letter switch
    {
        >= '\u17e0' and <= '\u17e9' => (char)('0' + (letter - '\u17e0')),
        >= '\u00c0' and <= '\u00ff' => Bare[letter - '\u00c0'],
        >= '\u0100' and <= '\u017f' => BareExtended[letter - '\u0100'],
        '\u200b' or '\u200c' or '\u200d' or '\u2060' or '\ufeff' or '\u00ad' => '\0',
        >= '\u0300' and <= '\u036f' => '\0',
        '\'' or '’' or '`' => '\0',
        _ when char.IsWhiteSpace(letter) || letter is '/' or ',' or '.' or '(' or ')' => ' ',
        _ => char.ToLowerInvariant(letter),
    };

    // Within a syllable: consonants below the line, then register shifters, then vowels, then the rest, each in its order.
    private static string OrderMarks(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u17b4', '\u17d3') < 0) return text;
        var ordered = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var marks = new List<string>();
            while (at < text.Length && IsMark(text[at]))
            {
                var length = text[at] == Coeng && at + 1 < text.Length ? 2 : 1;
                marks.Add(text.Substring(at, length));
                at += length;
            }

            foreach (var mark in marks.OrderBy(Rank)) ordered.Append(mark);
            if (at < text.Length) ordered.Append(text[at++]);
        }

        return ordered.ToString();
    }

    private static bool IsMark(char letter) => letter is >= '\u17b4' and <= '\u17d3';

    private static int Rank(string mark) => mark[0] switch
    {
        Coeng => 0,
        '\u17c9' or '\u17ca' => 1,
        >= '\u17b4' and <= '\u17c5' => 2,
        _ => 3,
    };
}
