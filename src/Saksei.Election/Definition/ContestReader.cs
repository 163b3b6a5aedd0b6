using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Counts;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Reading;
using Saksei.Election.Seats;

namespace Saksei.Election.Definition;

/// <summary>
/// Reads what <c>definition.json</c> says of a contest: at the top level where the election has one, in <c>contests</c> where it has several.
/// </summary>
internal static class ContestReader
{
    /// <summary>The members of a contest that stand at the top level where there is one.</summary>
    internal static ImmutableArray<string> Members { get; } = ["constituencies", "seatRule", "published", "holders", "posts"];

    private const int MostContests = 64;
    private static readonly FieldNames Fields = new(["code", "names", .. Members]);
    private const int RequiredFields = 3;
    private static readonly FieldNames ConstituencyFields = new("kind", "seats", "councils");
    private static readonly FieldNames SeatFields = new("unit", "seats");
    private static readonly FieldNames HolderFields = new("article", "preferenceShare");
    private static readonly FieldNames PostFields = new("post", "choice", "article");
    private static readonly FieldNames PostChoices = new("most-votes", "second-most-votes", "third-most-votes");

    /// <summary>Reads <c>contests</c>: two or more, since a single one stands at the top level.</summary>
    internal static ImmutableArray<ContestHead> ReadAll(ref StrictJson json, byte[] document, ProblemList problems)
    {
        var contests = ImmutableArray.CreateBuilder<ContestHead>();
        json.EnterArray();
        while (json.NextItem())
        {
            var contest = Read(ref json, document, problems);
            if (contests.Any(known => known.Code == contest.Code)) json.Fail("code-twice", contest.Code);
            contests.Add(contest);
            if (contests.Count > MostContests) json.Fail("too-many");
        }

        if (contests.Count < 2) json.Fail("contests-too-few");
        return contests.DrainToImmutable();
    }

    private static ContestHead Read(ref StrictJson json, byte[] document, ProblemList problems)
    {
        FieldsRead read = default;
        var contest = ContestHead.Empty;
        json.EnterObject();
        while (json.NextField(Fields, ref read, out var field))
            contest = field switch
            {
                0 => contest with { Code = ReadCode(ref json) },
                1 => contest with { Names = Names.Read(ref json) },
                _ => ReadMember(ref json, Fields[field], contest, document, problems),
            };
        json.Require(Fields, read, RequiredFields);
        return contest;
    }

    // A folder of the published results has its name, beside that of the cases.
    private static string ReadCode(ref StrictJson json)
    {
        var code = json.CodeText();
        if (!KebabCode.Is(code)) json.Fail("code-malformed", code);
        if (code == "cases") json.Fail("code-taken", code);
        return code;
    }

    /// <summary>Reads the value of a member.</summary>
    internal static ContestHead ReadMember(ref StrictJson json, string member, ContestHead contest, byte[] document, ProblemList problems) => member switch
    {
        "constituencies" => ReadConstituencies(ref json, contest),
        "seatRule" => contest with { SeatRule = ReadSeatRule(ref json, document, problems) },
        "published" => contest with { Published = PublishedFiguresReader.Read(ref json) },
        "holders" => contest with { Holders = ReadHolders(ref json) },
        _ => contest with { Posts = ReadPosts(ref json) },
    };

    private static ContestHead ReadConstituencies(ref StrictJson json, ContestHead contest)
    {
        FieldsRead read = default;
        json.EnterObject();
        while (json.NextField(ConstituencyFields, ref read, out var field))
            contest = field switch
            {
                0 => contest with { ConstituencyKind = json.CodeText() },
                1 => contest with { Seats = ReadSeats(ref json) },
                _ => contest with { AreCouncils = json.Flag() },
            };
        json.Require(ConstituencyFields, read, 1);
        return contest;
    }

    private static ImmutableArray<KeyValuePair<string, int>> ReadSeats(ref StrictJson json)
    {
        var seats = ImmutableArray.CreateBuilder<KeyValuePair<string, int>>();
        json.EnterArray();
        while (json.NextItem())
        {
            FieldsRead read = default;
            var (unit, count) = ("", 0);
            json.EnterObject();
            while (json.NextField(SeatFields, ref read, out var field))
            {
                if (field == 0) unit = json.CodeText();
                else count = (int)json.Whole(9_999);
            }

            json.Require(SeatFields, read, 2);
            if (count == 0) json.Fail("seats-zero", unit);
            seats.Add(new(unit, count));
        }

        return seats.DrainToImmutable();
    }

    // The rule's own reader knows its fields and codes; here is only where it lies.
    private static SeatRule? ReadSeatRule(ref StrictJson json, byte[] document, ProblemList problems)
    {
        var (start, end) = json.Skip();
        if (json.Problem is not null) return null;
        var reading = SeatRule.Parse(document.AsSpan(start, end - start));
        if (reading.Refusal is { } refusal) problems.Add(refusal.Code, refusal.Subject ?? "", start + (refusal.Offset ?? 0));
        return reading.Rule;
    }

    private static HolderRule ReadHolders(ref StrictJson json)
    {
        FieldsRead read = default;
        var rule = new HolderRule();
        json.EnterObject();
        while (json.NextField(HolderFields, ref read, out var field))
        {
            if (field == 0) rule = rule with { Article = json.Text(2000) };
            else if (Fraction.Parse(json.CodeText()) is { } share && share <= Fraction.One) rule = rule with { PreferenceShare = share };
            else json.Fail("share-invalid");
        }

        json.Require(HolderFields, read, 1);
        return rule;
    }

    private static ImmutableArray<PostRule> ReadPosts(ref StrictJson json)
    {
        var posts = ImmutableArray.CreateBuilder<PostRule>();
        json.EnterArray();
        while (json.NextItem())
        {
            FieldsRead read = default;
            var post = new PostRule("", PostChoice.MostVotes);
            json.EnterObject();
            while (json.NextField(PostFields, ref read, out var field))
                post = field switch
                {
                    0 => post with { Post = json.CodeText() },
                    1 => post with { Choice = (PostChoice)Math.Max(0, ActFields.ReadWord(ref json, PostChoices)) },
                    _ => post with { Article = json.Text(2000) },
                };
            json.Require(PostFields, read, 3);
            posts.Add(post);
        }

        return posts.DrainToImmutable();
    }
}
