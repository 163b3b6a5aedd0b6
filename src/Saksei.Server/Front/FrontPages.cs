using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Saksei.Register.Notes;
using Saksei.Server.Hosting;
using Saksei.Server.Pages.Work.Scripts;

namespace Saksei.Server.Front;

/// <summary>Pages of the register: of which log they are, and with whose scripts they come.</summary>
internal static partial class FrontPages
{
    /// <summary>Whether a page names no other log than this one, each time as the register writes it; a workplace must name it, and once.</summary>
    internal static bool IsOf(string html, VerifierKey log, PathString path)
    {
        var named = LogKey().Matches(html);
        return named.Count == AnyMention().Count(html) && named.All(one => WebUtility.HtmlDecode(one.Groups[1].Value) == log.Text)
            && (named.Count == 1 || !SecurityHeaders.IsWorkplace(path));
    }

    /// <summary>The page with this build's scripts in place of those of their names.</summary>
    internal static string WithOwnScripts(string html) => Named().Replace(html, OwnScript);

    private static string OwnScript(Match found)
    {
        var name = ServedScripts.NameOf(found.Groups[2].Value);
        return ServedScripts.All.FirstOrDefault(served => served.Script.Name == name) is { } own
            ? $"{found.Groups[1].Value}{own.Address}{found.Groups[3].Value}{HtmlEncoder.Default.Encode(own.Integrity)}\"" : found.Value;
    }

    [GeneratedRegex(" data-log-key=\"([^\"]*)\"")]
    private static partial Regex LogKey();

    [GeneratedRegex("data-log-key", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AnyMention();

    [GeneratedRegex("(<(?:script type=\"module\" src|link rel=\"modulepreload\" href)=\")([^\"]+)(\" integrity=\")[^\"]*\"")]
    private static partial Regex Named();
}
