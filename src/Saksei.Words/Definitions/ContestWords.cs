using Saksei.Election.Definition;
using Saksei.Election.Seats;

namespace Saksei.Words.Definitions;

/// <summary>A contest in words: where seats are given, to which lists, and who gets them.</summary>
internal sealed class ContestWords(Speech speech, Contest contest)
{
    private ContestHead Head => contest.Head;

    /// <summary>What it is called, with its code.</summary>
    internal string Name => speech.Say("explain.named", speech.Name(Head.Names, contest.Code), contest.Code);

    internal IEnumerable<string> Seats()
    {
        yield return speech.Say("explain.constituencies", Head.ConstituencyKind, speech.Number(contest.Constituencies.Length));
        if (Head.Seats.IsEmpty)
        {
            yield return speech.Say("explain.seats.none");
            yield break;
        }

        if (Head.AreCouncils) yield return speech.Say("explain.councils");
        yield return speech.Say("explain.seats.total", speech.Number(contest.Constituencies.Sum(constituency => constituency.Seats)));
        foreach (var own in contest.Constituencies) yield return speech.Say("explain.seats.of", speech.Name(own.Unit.Names, own.Code), own.Code, speech.Number(own.Seats));
    }

    internal IEnumerable<string> Holders()
    {
        if (Head.Holders is { } rule)
            yield return DefinitionExplanation.By(speech, rule.PreferenceShare is { } share
                ? speech.Say("explain.holders.preferences", DefinitionExplanation.Percent(speech, share)) : speech.Say("explain.holders.order"), rule.Article);
        else if (!Head.Seats.IsEmpty) yield return speech.Say("explain.holders.order");
        foreach (var post in Head.Posts)
            yield return DefinitionExplanation.By(speech, speech.Say("explain.post", post.Post, speech.Say("explain.post." + WordOf(post.Choice))), post.Article);
    }

    private static string WordOf(PostChoice choice) => choice switch
    {
        PostChoice.MostVotes => "most-votes",
        PostChoice.SecondMostVotes => "second-most-votes",
        PostChoice.ThirdMostVotes => "third-most-votes",
    };

    internal IEnumerable<string> Lists() => contest.Lists.Select(list => string.Join("; ",
    [
        speech.Say("explain.list", list.Code, speech.Name(list.Names, list.Code), list.ShortName, list.Colour), StandsIn(list),
        .. list.Kind == "single" ? Array.Empty<string>() : [speech.Say("explain.list.kind", list.Kind)],
        .. list.Coalition is { } joint ? [speech.Say("explain.list.coalition", joint)] : Array.Empty<string>(),
        .. list.Candidates is { } candidates ? [speech.Say("explain.list.candidates", speech.Number(candidates))] : Array.Empty<string>(),
    ]));

    private string StandsIn(ElectoralList list)
    {
        var own = contest.Constituencies.Where(list.StandsIn).ToList();
        return own.Count == contest.Constituencies.Length ? speech.Say("explain.list.everywhere")
            : speech.Say("explain.list.in", speech.List([.. own.Select(constituency => speech.Name(constituency.Unit.Names, constituency.Code))]));
    }

    internal IEnumerable<string> Published()
    {
        if (Head.Published is not { } figures) yield break;
        yield return speech.Say("explain.published.of", speech.Day(figures.Date));
        foreach (var (key, figure) in new[] { ("registered", figures.Registered), ("cast", figures.Cast), ("valid", figures.Valid), ("invalid", figures.Invalid) })
            yield return speech.Say("explain.count", speech.Say("published." + key), speech.Number(figure));
        foreach (var list in figures.Lists)
            yield return speech.Say("explain.published.list", contest.FindList(list.List) is { } known ? speech.Name(known.Names, list.List) : list.List, list.List, speech.Number(list.Votes), speech.Number(list.Seats));
    }
}
