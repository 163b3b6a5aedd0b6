using System.Collections.Immutable;
using Saksei.Election.Counts;
using Saksei.Election.Values;

namespace Saksei.Election.Seats;

/// <summary>A rule, or why the bytes aren't one: exactly one of the two.</summary>
public sealed record RuleReading(SeatRule? Rule, SeatRefusal? Refusal);

/// <summary>Reads docs/spec/seat-rule.md: parts from the outside in, each field exactly once, nothing that isn't known.</summary>
internal static class RuleReader
{
    public static RuleReading Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return new RuleReading(Rule(RuleJson.Read(utf8)), null);
        }
        catch (RuleProblem problem)
        {
            return new RuleReading(null, problem.Refusal);
        }
    }

    private static SeatRule Rule(JsonValue json)
    {
        var part = new Part(json, "name", "method", "firstDivisor", "quotaVotes", "threshold", "coalitions", "struck", "exhausted", "ties", "levelling", "biproportional", "article");
        var method = MethodOf(part, "method") ?? throw part.Missing("method");
        var named = SeatRule.Named(method.Name).Given();
        var rule = new SeatRule(FirstDivisor(part, method))
        {
            Name = part.Text("name") ?? method.Name,
            Article = part.Text("article") ?? named.Article,
            QuotaVotes = part.OneOf("quotaVotes", ("qualified", QuotaVotes.Qualified), ("valid", QuotaVotes.Valid)) ?? named.QuotaVotes,
            Threshold = Read(part, "threshold", ThresholdOf) ?? named.Threshold,
            Coalitions = Read(part, "coalitions", Coalitions),
            Struck = Read(part, "struck", Struck),
            Exhausted = Read(part, "exhausted", Exhausted) ?? new ExhaustedRule(ExhaustedSeats.NextList),
            Ties = part.Value("ties") is { } ties ? Ties(ties) : [],
            Levelling = Read(part, "levelling", Levelling),
            Biproportional = Read(part, "biproportional", Biproportional),
        };
        return Consistent(rule, part);
    }

    /// <summary>Parts that can't stand beside each other.</summary>
    private static SeatRule Consistent(SeatRule rule, Part part)
    {
        if (rule.Method.IsMajority) CheckMajority(rule, part);
        if (rule.Biproportional is null && rule.Levelling is null) return rule;
        if (rule.Levelling is not null && rule.Biproportional is not null) throw part.Wrong("parts-contradict", "biproportional");
        if (rule.Coalitions is not null) throw part.Wrong("parts-contradict", "coalitions");
        if (rule.Biproportional is not null && rule.Threshold is { Level: ThresholdLevel.Constituency }) throw part.Wrong("parts-contradict", "threshold");
        if (rule.Biproportional is not null && !rule.Method.IsDivisorMethod) throw part.Wrong("parts-contradict", "biproportional");
        return rule;
    }

    // One seat, whose winner is measured where it is given.
    private static void CheckMajority(SeatRule rule, Part part)
    {
        foreach (var beside in (string[])["firstDivisor", "coalitions", "levelling", "biproportional"])
            if (part.Has(beside)) throw part.Wrong("parts-contradict", beside);
        if (rule.Threshold is { Level: ThresholdLevel.National } or { Kinds.Count: > 0 } or { Exempt.Length: > 0 }) throw part.Wrong("parts-contradict", "threshold");
    }

    // Inside a whole, seats are shared out.
    private static Method SharingMethodOf(Part part)
    {
        var method = MethodOf(part, "method") ?? throw part.Missing("method");
        return method.IsMajority ? throw part.Wrong("parts-contradict", "method") : method;
    }

    private static T? Read<T>(Part part, string name, Func<JsonValue, T> read) where T : class =>
        part.Value(name) is { } value ? read(value) : null;

    private static Method? MethodOf(Part part, string field)
    {
        if (part.Text(field) is not { } name) return null;
        return Method.Named(name) ?? throw part.Wrong("method-unknown", field, name);
    }

    private static Method FirstDivisor(Part part, Method method)
    {
        if (part.Text("firstDivisor") is not { } text) return method;
        var divisors = Fraction.Parse(text) is { } first && method.IsDivisorMethod ? method.Divisors.WithFirst(first) : null;
        return divisors is null ? throw part.Wrong("first-divisor-invalid", "firstDivisor", text) : method with { Divisors = divisors };
    }

    private static Threshold ThresholdOf(JsonValue json)
    {
        var part = new Part(json, "percent", "share", "of", "level", "kinds", "moreThan", "article");
        var percent = part.Has("percent") || !part.Has("share");
        if (part.Has("percent") && part.Has("share")) throw part.Wrong("parts-contradict", "share");
        var kinds = Kinds(part.Value("kinds"), percent);
        var field = percent ? "percent" : "share";
        if (!part.Has(field) && kinds.Shares.IsEmpty) throw part.Missing(field);
        var threshold = new Threshold(
            part.Has(field) ? Share(part.Value(field).Given(), percent, field) : Fraction.Zero,
            part.OneOf("of", ("valid", ThresholdBase.Valid), ("valid-with-blank", ThresholdBase.ValidWithBlank),
                ("cast", ThresholdBase.Cast), ("quota", ThresholdBase.Quota)) ?? ThresholdBase.Valid,
            part.OneOf("level", ("constituency", ThresholdLevel.Constituency), ("national", ThresholdLevel.National)) ?? ThresholdLevel.Constituency)
        {
            Kinds = kinds.Shares,
            Exempt = kinds.Exempt,
            MoreThan = part.Flag("moreThan") ?? false,
            Article = part.Text("article"),
        };

        // A quota of the whole country's votes needs the whole country's seats, which one allocation doesn't know.
        return threshold is { Of: ThresholdBase.Quota, Level: ThresholdLevel.National } ? throw part.Wrong("parts-contradict", "of") : threshold;
    }

    private static (ImmutableSortedDictionary<string, Fraction> Shares, ImmutableArray<string> Exempt) Kinds(JsonValue? json, bool percent)
    {
        if (json is { Shape: not JsonShape.Object }) throw new RuleProblem("value-wrong-type", "kinds: an object, as {\"minority\":\"0\"}", json.Offset);
        var shares = ImmutableSortedDictionary.CreateBuilder<string, Fraction>(StringComparer.Ordinal);
        ImmutableArray<string> exempt = [];
        foreach (var field in json?.Fields ?? [])
            if (field.Name == "exempt") exempt = Exempt(field.Value);
            else shares.Add(field.Name, Share(field.Value, percent, $"kinds.{field.Name}"));
        return (shares.ToImmutable(), exempt);
    }

    private static ImmutableArray<string> Exempt(JsonValue json) =>
        json.Shape == JsonShape.Array && json.Items.All(item => item.Shape == JsonShape.Text)
            ? [.. json.Items.Select(item => item.Text)]
            : throw new RuleProblem("value-wrong-type", "kinds.exempt: kinds of lists, as [\"minority\"]", json.Offset);

    private static Fraction Share(JsonValue json, bool percent, string field)
    {
        if (json.Shape != JsonShape.Text) throw new RuleProblem("value-wrong-type", Expected(field, percent), json.Offset);
        if (Fraction.Parse(json.Text) is not { } number) throw new RuleProblem("share-invalid", $"{json.Text}, {Expected(field, percent)}", json.Offset);
        var share = percent ? number / new Fraction(100) : number;
        return InputCheck.CheckShare(share) is { } refusal ? throw new RuleProblem(refusal.Code, $"{json.Text}, {Expected(field, percent)}", json.Offset) : share;
    }

    private static string Expected(string field, bool percent) =>
        percent ? $"{field}: percent as text, \"5\" or \"3.5\"" : $"{field}: a share as text, \"1/20\" or \"0.05\"";

    private static CoalitionRule Coalitions(JsonValue json)
    {
        var part = new Part(json, "method", "threshold", "article");
        var method = SharingMethodOf(part);
        var threshold = part.OneOf("threshold", ("joint", CoalitionThreshold.Joint), ("member", CoalitionThreshold.Member));
        return new CoalitionRule(method, threshold ?? CoalitionThreshold.Joint) { Article = part.Text("article") };
    }

    private static StruckRule Struck(JsonValue json)
    {
        var part = new Part(json, "votes", "article");
        var votes = part.OneOf("votes", ("kept", StruckVotes.Kept), ("dropped", StruckVotes.Dropped));
        return new StruckRule(votes ?? throw part.Missing("votes")) { Article = part.Text("article") };
    }

    private static ExhaustedRule Exhausted(JsonValue json)
    {
        var part = new Part(json, "then", "article");
        var then = part.OneOf("then", ("next-list", ExhaustedSeats.NextList), ("vacant", ExhaustedSeats.Vacant));
        return new ExhaustedRule(then ?? throw part.Missing("then")) { Article = part.Text("article") };
    }

    private static ImmutableArray<TieRule> Ties(JsonValue json)
    {
        if (json.Shape != JsonShape.Array || json.Items.IsEmpty) throw new RuleProblem("value-wrong-type", "ties: links, as [{\"by\":\"more-votes\"},{\"by\":\"lot\"}]", json.Offset);
        var chain = ImmutableArray.CreateBuilder<TieRule>(json.Items.Length);
        foreach (var item in json.Items)
        {
            var link = TieLink(item);
            if (!Follows(link, chain)) throw new RuleProblem("parts-contradict", "ties: " + SeatVocabulary.Ties[link.By], item.Offset);
            chain.Add(link);
        }

        return chain.MoveToImmutable();
    }

    private static TieRule TieLink(JsonValue json)
    {
        var part = new Part(json, "by", "then", "article");
        var by = part.Text("by") is { } word ? SeatVocabulary.Ties.Find(word) ?? throw part.NotOneOf("by", word, SeatVocabulary.Ties.All) : throw part.Missing("by");
        var then = part.OneOf("then", ("alternately", true));
        return new TieRule(by) { Alternately = then ?? false, Article = part.Text("article") };
    }

    // Votes decide once; what is declared decides all that is left, an age before a lot; lists take turns only where their votes are equal.
    private static bool Follows(TieRule link, IReadOnlyCollection<TieRule> before)
    {
        var ranked = before.Any(rule => rule.By is TieCriterion.MoreVotes or TieCriterion.FewerVotes);
        if (link.Alternately && (link.By != TieCriterion.Lot || !ranked || before.Any(rule => rule.By == TieCriterion.OlderCandidate))) return false;
        return link.By switch
        {
            TieCriterion.MoreVotes or TieCriterion.FewerVotes => !ranked && !before.Any(rule => rule.IsDeclared),
            TieCriterion.MoreSeats => before.All(rule => rule.By is TieCriterion.MoreVotes or TieCriterion.FewerVotes),
            TieCriterion.OlderCandidate => !before.Any(rule => rule.IsDeclared),
            TieCriterion.Lot => before.All(rule => rule.By != TieCriterion.Lot),
        };
    }

    private static LevellingRule Levelling(JsonValue json)
    {
        var part = new Part(json, "method", "threshold", "perConstituency", "article");
        var method = SharingMethodOf(part);
        if (!method.IsDivisorMethod) throw part.Wrong("method-not-divisor", "method", method.Name);
        var threshold = Read(part, "threshold", ThresholdOf) ?? throw part.Missing("threshold");
        if (threshold.Of == ThresholdBase.Quota) throw part.Wrong("parts-contradict", "threshold");
        var each = part.Whole("perConstituency") ?? throw part.Missing("perConstituency");
        if (each is < 1 or > InputCheck.MostSeats) throw part.Wrong("seats-not-positive", "perConstituency");
        return new LevellingRule(method, threshold with { Level = ThresholdLevel.National }, (int)each) { Article = part.Text("article") };
    }

    private static BiproportionalRule Biproportional(JsonValue json)
    {
        var part = new Part(json, "count", "article");
        var count = part.OneOf("count", ("votes", BiproportionalCount.Votes), ("voters", BiproportionalCount.Voters));
        return new BiproportionalRule(count ?? throw part.Missing("count")) { Article = part.Text("article") };
    }

    /// <summary>An object whose fields are all known.</summary>
    private sealed class Part
    {
        private readonly JsonValue json;

        public Part(JsonValue json, params ReadOnlySpan<string> known)
        {
            this.json = json;
            if (json.Shape != JsonShape.Object) throw new RuleProblem("value-wrong-type", null, json.Offset);
            foreach (var field in json.Fields)
                if (!known.Contains(field.Name)) throw new RuleProblem("field-unknown", field.Name, field.Offset);
        }

        public bool Has(string name) => Value(name) is not null;

        public JsonValue? Value(string name) => json.Fields.FirstOrDefault(field => field.Name == name).Value;

        public string? Text(string name) => Of(name, JsonShape.Text)?.Text;

        public long? Whole(string name) => Of(name, JsonShape.Whole)?.Whole;

        public bool? Flag(string name) => Value(name) is not { } value ? null : value.Shape switch
        {
            JsonShape.True => true,
            JsonShape.False => false,
            _ => throw new RuleProblem("value-wrong-type", name, value.Offset),
        };

        public T? OneOf<T>(string name, params ReadOnlySpan<(string Word, T Value)> words) where T : struct
        {
            if (Text(name) is not { } text) return null;
            foreach (var (word, value) in words)
                if (word == text) return value;
            throw Wrong("value-unknown", name, text);
        }

        public RuleProblem NotOneOf(string name, string word, IEnumerable<string> words) =>
            Wrong("value-unknown", name, $"{word}: one of {string.Join(", ", words)}");

        public RuleProblem Missing(string name) => new("field-missing", name, json.Offset);

        public RuleProblem Wrong(string code, string name, string? subject = null) => new(code, subject ?? name, Value(name)?.Offset ?? json.Offset);

        private JsonValue? Of(string name, JsonShape shape) =>
            Value(name) is not { } value ? null : value.Shape == shape ? value : throw new RuleProblem("value-wrong-type", name, value.Offset);
    }
}
