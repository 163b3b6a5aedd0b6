using System.Text.Json;

namespace Saksei.Election.Definition.Rules;

/// <summary>What docs/spec/definition.md asks of <c>definition.json</c> beyond its shape.</summary>
internal static class HeadRules
{
    internal static void Check(DefinitionHead head, byte[] document, ProblemList problems)
    {
        var rules = new DocumentRules(document, problems);
        using var json = JsonDocument.Parse(document);
        rules.Names(json.RootElement, "");
        Own(head, rules);
        for (var at = 0; at < head.Contests.Length; at++) Contest(head.Contests[at], head.Contests.Length > 1 ? $"contests[{at}]." : "", rules);
        Languages(head, rules);
        Codes(head, rules);
        Offices(head, rules);
        Facts(head, rules);
        head.Observation.Check(rules);
        head.Findings.Check(rules);
    }

    private static void Own(DefinitionHead head, DocumentRules rules)
    {
        rules.Kebab("code", head.Code);
        rules.Require(IsZone(head.TimeZone), "time-zone-malformed", "timeZone", head.TimeZone);
        rules.Require(head.StationMaximum is not 0, "number-zero", "stationMaximum.ballots", "0");
        rules.Require(head.StationMaximum is null || head.StationMaximumArticle.Length > 0, "article-missing", "stationMaximum.article", "");
        rules.Require(!head.Sheets.IsEmpty, "sheets-missing", "sheets", "");
    }

    // At the top level where there is one, in `contests` where there are several.
    private static void Contest(ContestHead contest, string path, DocumentRules rules)
    {
        rules.Kebab(path + "constituencies.kind", contest.ConstituencyKind);
        rules.Require(contest.SeatRule is null || !contest.Seats.IsEmpty, "rule-without-seats", path + "seatRule", contest.Code);
        for (var at = 0; at < contest.Posts.Length; at++) rules.Kebab($"{path}posts[{at}].post", contest.Posts[at].Post);
        rules.Once([.. contest.Posts.Select(post => post.Post)], at => $"{path}posts[{at}].post");
        if (contest.Published is { } published) rules.Once([.. published.Lists.Select(list => list.List)], at => $"{path}published.lists[{at}].list");
    }

    private static bool IsZone(string text) =>
        text.Split('/') is var parts && parts[0].All(c => char.IsAsciiLetter(c) || c == '_') && parts.All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '+' or '-'));

    private static void Languages(DefinitionHead head, DocumentRules rules)
    {
        for (var at = 0; at < head.Languages.Length; at++) rules.Require(HeadCodes.IsLanguage(head.Languages[at]), "language-malformed", $"languages[{at}]", head.Languages[at]);
        rules.Once(head.Languages, at => $"languages[{at}]", "language-twice");
        rules.Require(head.Languages.Contains("en"), "language-missing", "languages", "en");
    }

    private static void Codes(DefinitionHead head, DocumentRules rules)
    {
        for (var at = 0; at < head.Sheets.Length; at++) rules.Kebab($"sheets[{at}].code", head.Sheets[at].Code);
        for (var at = 0; at < head.Grounds.Length; at++)
        {
            rules.Kebab($"grounds[{at}].code", head.Grounds[at].Code);
            rules.Require(head.Grounds[at].Article.Length > 0, "article-missing", $"grounds[{at}].article", head.Grounds[at].Code);
        }

        rules.Once([.. head.Sheets.Select(sheet => sheet.Code)], at => $"sheets[{at}].code");
        rules.Once([.. head.Grounds.Select(ground => ground.Code)], at => $"grounds[{at}].code");
    }

    private static void Offices(DefinitionHead head, DocumentRules rules)
    {
        foreach (var office in Enum.GetValues<Office>())
        {
            var path = $"offices.{office.Word}";
            rules.Require(!head.Offices[(int)office].IsEmpty, "office-empty", path, office.Word);
            foreach (var organisation in head.Offices[(int)office].Order(StringComparer.Ordinal)) rules.Kebab(path, organisation);
        }
    }

    private static void Facts(DefinitionHead head, DocumentRules rules)
    {
        for (var at = 0; at < head.Facts.Length; at++)
        {
            rules.Require(HeadCodes.IsPath(head.Facts[at].About), "about-malformed", $"facts[{at}].about", head.Facts[at].About);
            rules.Require(HeadCodes.IsSource(head.Facts[at].Source), "source-malformed", $"facts[{at}].source", head.Facts[at].Source);
        }
    }
}
