using System.Collections.Immutable;
using Saksei.Election.Counts;
using Saksei.Election.Definition;
using Saksei.Election.Definition.Rules;

namespace Saksei.Words.Definitions;

/// <summary>A part of an explanation: a heading and its sentences.</summary>
public sealed record ExplanationPart(string Heading, ImmutableArray<string> Sentences);

/// <summary>
/// A definition in words, so that a lawyer can hold it against the law: what is elected, when and where, who may do what, what a form
/// must keep, which rule gives seats, which deadlines run, and what of it nobody has verified.
/// </summary>
public static class DefinitionExplanation
{
    /// <summary>The parts in order; one that has nothing to say is left out.</summary>
    public static ImmutableArray<ExplanationPart> Of(Speech speech, ElectionDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(definition);
        var words = new DefinitionWords(speech, definition);
        return
        [
            .. Parts(speech, [("explain.election", words.Election()), ("explain.places", words.Places())]),
            .. definition.Contests.SelectMany(contest => OfContest(speech, contest)),
            .. Parts(speech,
            [
                ("explain.offices", words.Offices()), ("explain.organisations", words.Organisations()), ("explain.sheets", words.Sheets()), ("explain.grounds", words.Grounds()),
                .. new ProcedureWords(speech, definition).Parts(), .. new VoiceWords(speech, definition).Parts(), ("explain.unverified", words.Facts("unverified")), ("explain.facts", words.Facts("published", "derived")), ("explain.files", words.Files()),
            ]),
        ];
    }

    // Of several contests each has its parts, named by it.
    private static IEnumerable<ExplanationPart> OfContest(Speech speech, Contest contest)
    {
        var words = new ContestWords(speech, contest);
        var parts = Parts(speech,
        [
            ("explain.seats", words.Seats()), ("explain.rule", contest.SeatRule is { } rule ? new RuleWords(speech).Of(rule) : []), ("explain.holders", words.Holders()),
            ("explain.lists", words.Lists()), ("explain.form", new FormWords(speech, contest.Form).Of()), ("explain.published", words.Published()),
        ]);
        return contest.Election.HasSeveral ? parts.Select(part => part with { Heading = speech.Say("explain.of-contest", words.Name, part.Heading) }) : parts;
    }

    private static IEnumerable<ExplanationPart> Parts(Speech speech, IEnumerable<(string Heading, IEnumerable<string> Sentences)> parts) =>
        parts.Select(part => new ExplanationPart(speech.Say(part.Heading), [.. part.Sentences])).Where(part => !part.Sentences.IsEmpty);

    internal static string Article(Speech speech, string? article) =>
        article is null or "" ? "" : article == "unverified" ? speech.Say("standing.unverified") : article;

    internal static string Percent(Speech speech, Fraction share) => share * new Fraction(100) is { IsWhole: true } whole ? speech.Number(whole.Numerator) : speech.Decimals(share * new Fraction(100));

    // A sentence with the article that it stands on behind it.
    internal static string By(Speech speech, string sentence, string? article) =>
        Article(speech, article) is { Length: > 0 } cited ? speech.Say("working.by", sentence, cited) : sentence;
}

/// <summary>What the definition says of the whole election.</summary>
internal sealed class DefinitionWords(Speech speech, ElectionDefinition definition)
{
    private DefinitionHead Head => definition.Head;

    internal IEnumerable<string> Election() =>
    [
        speech.Name(Head.Names, Head.Code), speech.Say("explain.date", speech.Day(Head.Date)), speech.Say("explain.zone", Head.TimeZone),
        speech.Say("explain.code", Head.Code), speech.Say("explain.languages", speech.List(Head.Languages)), speech.Say("explain.identity", definition.IdentityText),
    ];

    internal IEnumerable<string> Places()
    {
        foreach (var (kind, count) in definition.Units.CountBy(unit => unit.Kind)) yield return speech.Say("explain.count", kind, speech.Number(count));
        foreach (var (kind, count) in definition.Stations.CountBy(station => station.Kind)) yield return speech.Say("explain.count", kind, speech.Number(count));
        if (definition.Stations.IsEmpty) yield return speech.Say("explain.stations.none");
        else yield return speech.Say("explain.stations.registered", speech.Number(definition.Stations.Sum(station => station.Registered ?? 0)));
        if (definition.Stations.Count(station => station.Registered is null) is var unknown and > 0) yield return speech.Say("explain.stations.unregistered", speech.Number(unknown));
        if (Head.StationMaximum is { } most) yield return DefinitionExplanation.By(speech, speech.Say("explain.station-maximum", speech.Number(most)), Head.StationMaximumArticle);
    }

    internal IEnumerable<string> Offices() => Enum.GetValues<Office>()
        .Select(office => speech.Say("explain.office." + office.Word, speech.List([.. Head.Offices[(int)office].Order(StringComparer.Ordinal).Select(Named)])))
        .Append(speech.Say("explain.vouching", speech.Number(Head.VouchingRequired)));

    private string Named(string organisation)
    {
        var name = speech.Organisation(definition, organisation);
        return name == organisation ? name : speech.Say("working.by", name, organisation);
    }

    internal IEnumerable<string> Organisations() => Head.Organisations.Select(named => string.Join("; ",
    [
        Named(named.Code),
        .. named.Interest.Length > 0 ? [speech.Say("explain.organisation.interest", named.Interest)] : Array.Empty<string>(),
        .. named.Above.Length > 0 ? [speech.Say("explain.organisation.above", Named(named.Above))] : Array.Empty<string>(),
        .. named.KeyHashText is { Length: > 0 } key ? [speech.Say("explain.organisation.key", key)] : Array.Empty<string>(),
    ]));

    internal IEnumerable<string> Sheets() => Head.Sheets.Select(sheet => speech.Say("explain.named", speech.Name(sheet.Names, sheet.Code), sheet.Code));

    internal IEnumerable<string> Grounds() => Head.Grounds.Select(ground => DefinitionExplanation.By(speech, speech.Say("explain.named", speech.Name(ground.Names, ground.Code), ground.Code), ground.Article));

    internal IEnumerable<string> Facts(params string[] statuses) => Head.Facts.Where(fact => statuses.Contains(fact.Status))
        .Select(fact => speech.Say("explain.fact", fact.About, speech.Name(fact.Note, ""), fact.Source, speech.Say("explain.status." + fact.Status)));

    internal IEnumerable<string> Files() =>
        Head.Files.Select(file => speech.Say("explain.file", file.Contest.Length > 0 ? speech.Say("working.by", file.Role, file.Contest) : file.Role, file.Path, speech.Number(file.Attachment.Length), file.HashText));
}
