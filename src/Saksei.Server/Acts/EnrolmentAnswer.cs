using System.Text;
using System.Text.RegularExpressions;
using Saksei.Register.Notes;

namespace Saksei.Server.Acts;

/// <summary>A phone's answer to a slip (docs/spec/enrolment.md), as far as its form says what it is.</summary>
/// <param name="Key">The key that the phone made.</param>
/// <param name="Organisation">Whose slip it was, by the key's name.</param>
/// <param name="Bytes">The answer as it came.</param>
internal sealed partial record EnrolmentAnswer(KeyName Key, string Organisation, byte[] Bytes) : ILetter
{
    /// <summary>Bytes of an answer.</summary>
    internal const int MostBytes = 2048;

    /// <summary>Answers of one name in the letter box.</summary>
    internal const int MostOfName = 8;

    /// <summary>The name of the key's holder.</summary>
    public string Name => Key.Name;

    /// <summary>The organisation's desk fetches it.</summary>
    public string Reader => Organisation;

    /// <summary>An answer of this register and log; null where the bytes aren't one.</summary>
    internal static EnrolmentAnswer? Read(byte[] bytes, VerifierKey log)
    {
        if (Form().Match(Encoding.Latin1.GetString(bytes)) is not { Success: true } form) return null;
        if (form.Groups["origin"].Value != log.Name.Name || form.Groups["log"].Value != log.Text) return null;
        if (!VerifierKey.TryParse(form.Groups["key"].Value, out var key) || NameForm().Match(key.Name.Name) is not { Success: true } name) return null;
        return new EnrolmentAnswer(key.Name, name.Groups["organisation"].Value, bytes);
    }

    // 32 bytes in base 64: the last sign before the padding holds four bits.
    [GeneratedRegex(@"\Asaksei/enrolment/v1\n(?<origin>[!-~]+)\n(?<log>[!-~]+)\n[1-9][0-9]{0,5}\n(?<key>[!-~]+)\n[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=\n\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"\A(?<organisation>[!-~-[+/]]{1,64})/(?:desk|clerk|agent)-[0-9]{1,6}\z")]
    private static partial Regex NameForm();
}
