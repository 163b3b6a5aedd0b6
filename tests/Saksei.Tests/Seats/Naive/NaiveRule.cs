using System.Text.Json;

namespace Saksei.Tests.Seats.Naive;

internal sealed record NaiveThreshold(
    NaiveFraction? Share, string Of, bool National, Dictionary<string, NaiveFraction> Kinds, HashSet<string> Exempt, bool MoreThan)
{
    /// <summary>Of a threshold in JSON, which is known to be valid.</summary>
    public static NaiveThreshold Read(JsonElement json)
    {
        var percent = json.TryGetProperty("percent", out _);
        NaiveFraction Part(string text) => percent || !json.TryGetProperty("share", out _) ? NaiveFraction.Parse(text) / 100 : NaiveFraction.Parse(text);
        Dictionary<string, NaiveFraction> kinds = [];
        HashSet<string> exempt = [];
        if (json.TryGetProperty("kinds", out var given))
        {
            foreach (var kind in given.EnumerateObject())
            {
                if (kind.Name == "exempt") exempt.UnionWith(kind.Value.EnumerateArray().Select(name => name.GetString()!));
                else kinds.Add(kind.Name, Part(kind.Value.GetString()!));
            }
        }

        var share = NaiveRule.Text(json, "percent") ?? NaiveRule.Text(json, "share");
        return new(
            share is null ? null : Part(share), NaiveRule.Text(json, "of") ?? "valid", NaiveRule.Text(json, "level") == "national",
            kinds, exempt, json.TryGetProperty("moreThan", out var more) && more.GetBoolean());
    }

    /// <summary>The share that a list of that kind needs; null where it needs none.</summary>
    public NaiveFraction? Needed(string kind)
    {
        if (Exempt.Contains(kind)) return null;
        return Kinds.TryGetValue(kind, out var share) ? share : Share;
    }
}

/// <summary>A seat rule, read again from its JSON by docs/spec/seat-rule.md.</summary>
internal sealed record NaiveRule(
    string Method, NaiveFraction? FirstDivisor, bool QuotaOverAll, NaiveThreshold? Threshold, string? JointMethod, bool MemberThreshold,
    bool StruckDropped, bool Vacant, NaiveLevellingRule? Levelling, string? BiproportionalCount, NaiveTies Ties)
{
    public static NaiveRule Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var json = document.RootElement;
        var method = Text(json, "method")!;
        var joint = Part(json, "coalitions");
        return new(
            method,
            Text(json, "firstDivisor") is { } first ? NaiveFraction.Parse(first) : null,
            (Text(json, "quotaVotes") ?? (method.StartsWith("cambodia", StringComparison.Ordinal) ? "valid" : "qualified")) == "valid",
            Part(json, "threshold") is { } threshold ? NaiveThreshold.Read(threshold) : null,
            joint is { } ? Text(joint.Value, "method") : null,
            joint is { } && Text(joint.Value, "threshold") == "member",
            Part(json, "struck") is { } struck && Text(struck, "votes") == "dropped",
            Part(json, "exhausted") is { } exhausted && Text(exhausted, "then") == "vacant",
            Part(json, "levelling") is { } levelling ? NaiveLevellingRule.Read(levelling) : null,
            Part(json, "biproportional") is { } both ? Text(both, "count") : null,
            NaiveTies.Read(json));
    }

    public static string? Text(JsonElement json, string field) => json.TryGetProperty(field, out var value) ? value.GetString() : null;

    public static JsonElement? Part(JsonElement json, string field) => json.TryGetProperty(field, out var value) ? value : null;
}

internal sealed record NaiveLevellingRule(string Method, NaiveThreshold? Threshold, int PerConstituency)
{
    public static NaiveLevellingRule Read(JsonElement json) =>
        new(
            NaiveRule.Text(json, "method")!,
            NaiveRule.Part(json, "threshold") is { } threshold ? NaiveThreshold.Read(threshold) : null,
            json.GetProperty("perConstituency").GetInt32());
}
