using Saksei.Server.Registers;
using Saksei.Server.Texts;

namespace Saksei.Server.Pages.Register;

/// <summary>What an act did, in a few words.</summary>
internal static class ActSentences
{
    internal static string Of(Speech speech, ActLine line)
    {
        var key = "act." + line.Kind.Replace('/', '-');
        var precise = key + "." + line.Word;
        return speech.Knows(precise) ? speech.Say(precise) : speech.Word("act", line.Kind.Replace('/', '-'));
    }
}
