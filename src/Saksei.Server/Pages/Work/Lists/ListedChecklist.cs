using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Checklists;
using Saksei.Election.Definition;
using Saksei.Election.Observation;

namespace Saksei.Server.Pages.Work.Lists;

/// <summary>What a phone needs to know of a checklist before it has its file.</summary>
/// <param name="Act">Its newest version, by the act that registers it.</param>
/// <param name="Organisation">Who registered it.</param>
/// <param name="By">What that organisation is called.</param>
/// <param name="Id">The same for all versions.</param>
/// <param name="Version">The newest.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="Length">Of the file, in bytes.</param>
/// <param name="Versions">The acts of all versions: answers by one replace answers by another.</param>
/// <param name="Standing">What stands at the station.</param>
internal sealed record ListedChecklist(
    string Act, string Organisation, string By, string Id, string Version, string Sha256, long Length, ImmutableArray<string> Versions, ImmutableArray<StandingAnswers> Standing)
{
    private const string Json = "application/json";

    /// <summary>The newest versions of all checklists, as the page's script reads them.</summary>
    internal static string AllAt(Frame frame, Station station) => JsonSerializer.Serialize(Of(frame, station), JsonSerializerOptions.Web);

    /// <summary>Whether there is any.</summary>
    internal static bool Any(Frame frame) => frame.Books.Snapshot.Observation.Checklists.Any(MayBeRead);

    private static IEnumerable<ListedChecklist> Of(Frame frame, Station station)
    {
        var records = frame.Books.Snapshot.Observation;
        var standing = records.Of(station).Answers.Standing.ToLookup(answers => answers.Checklist.First);
        foreach (var versions in records.Checklists.GroupBy(checklist => checklist.First))
            if (versions.Last() is var newest && MayBeRead(newest))
                yield return new(
                    newest.Place.Identity.ToHex(), newest.Organisation, frame.NameOfOrganisation(newest.Organisation), newest.Act.Id, newest.Act.Version, newest.Act.Form.Sha256.ToHex(), newest.Act.Form.Length,
                    [.. versions.Select(version => version.Place.Identity.ToHex())], [.. standing[versions.Key].Select(StandingAnswers.Of)]);
    }

    // What a checklist is to be a phone finds when it reads it; what can't be one isn't fetched.
    private static bool MayBeRead(ChecklistState checklist) => checklist.Act.Form is { MediaType: Json, Length: <= ChecklistLimits.Bytes };
}

/// <summary>Answers that stand, so that who answers next names them.</summary>
internal sealed record StandingAnswers(string Organisation, int Team, string Act, long Index)
{
    internal static StandingAnswers Of(AnswersState answers) => new(answers.Organisation, answers.Act.Team, answers.Place.Identity.ToHex(), answers.Place.Index);
}
