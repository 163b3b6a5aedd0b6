using System.Text;

namespace Saksei.Node;

/// <summary>Values of enumerations as the words that stand in acts and in keys of texts: <c>NotSeen</c> is <c>not-seen</c>.</summary>
public static class Kebab
{
    public static string Of(Enum value)
    {
        var word = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && word.Length > 0) word.Append('-');
            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
