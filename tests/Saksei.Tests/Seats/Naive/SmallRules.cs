using CsCheck;

namespace Saksei.Tests.Seats.Naive;

/// <summary>Rules as JSON, with and without each part.</summary>
internal static class SmallRules
{
    public static readonly Gen<string> FirstDivisor =
        Gen.Select(SmallElections.Among(SmallElections.DivisorMethods[..^1]), SmallElections.Among("1/2", "7/5", "1.2", "4/3", "2", "0.9"), (method, first) =>
            $"{{\"method\":\"{method}\",\"firstDivisor\":\"{(method == "adams" ? "1/2" : method == "dhondt" && first == "2" ? "1.9" : first)}\"}}");

    private static readonly Gen<string> Share = SmallElections.Among("3", "5", "10", "12.5", "20", "25", "100/3", "40", "0");

    private static readonly Gen<string> Kinds = Gen.Select(
        SmallElections.Among("minority", "regional", "coalition", "single"), Share, SmallElections.Among("", "\"minority\"", "\"regional\"", "\"coalition\"", "\"regional\",\"minority\""),
        (kind, share, exempt) => $",\"kinds\":{{\"{kind}\":\"{share}\",\"exempt\":[{(exempt.Contains(kind, StringComparison.Ordinal) ? "" : exempt)}]}}");

    public static Gen<string> Threshold(Gen<string> level) => Gen.Select(
        Share, SmallElections.Among("valid", "valid-with-blank", "cast", "quota"), level, Gen.OneOf(Gen.Const(""), Kinds), Gen.Bool,
        (share, of, where, kinds, more) =>
            $"{{\"percent\":\"{share}\",\"of\":\"{(where == "national" && of == "quota" ? "cast" : of)}\",\"level\":\"{where}\"{kinds}{(more && !MeansNone(share, kinds) ? ",\"moreThan\":true" : "")}}}");

    // More than nothing: the fast one takes a share of zero for none at all, which describes a list without votes otherwise and changes no seat.
    private static bool MeansNone(string share, string kinds) => share == "0" || kinds.Contains(":\"0\"", StringComparison.Ordinal);

    private static readonly Gen<string> Level = SmallElections.Among("constituency", "constituency", "national");

    public static readonly Gen<string> ThresholdPart = Threshold(Level).Select(threshold => $",\"threshold\":{threshold}");

    private static readonly Gen<string> JointPart = Gen.Select(SmallElections.Method, SmallElections.Among("joint", "member"), (method, threshold) =>
        $",\"coalitions\":{{\"method\":\"{method}\",\"threshold\":\"{threshold}\"}}");

    private static readonly Gen<string> QuotaPart = SmallElections.Among("", "", ",\"quotaVotes\":\"valid\"", ",\"quotaVotes\":\"qualified\"");

    private static readonly Gen<string> StruckPart = SmallElections.Among("", ",\"struck\":{\"votes\":\"kept\"}", ",\"struck\":{\"votes\":\"dropped\"}");

    private static readonly Gen<string> ExhaustedPart = SmallElections.Among("", ",\"exhausted\":{\"then\":\"next-list\"}", ",\"exhausted\":{\"then\":\"vacant\"}");

    public static readonly Gen<string> TiesPart = SmallElections.Among(
        """{"by":"more-votes"}""", """{"by":"fewer-votes"}""", """{"by":"more-seats"}""", """{"by":"lot"}""", """{"by":"older-candidate"}""",
        """{"by":"more-votes"},{"by":"lot","then":"alternately"}""", """{"by":"fewer-votes"},{"by":"more-seats"},{"by":"lot","then":"alternately"}""",
        """{"by":"more-seats"},{"by":"older-candidate"},{"by":"lot"}""").Select(links => $",\"ties\":[{links}]");

    public static Gen<string> Bare { get; } = SmallElections.Method.Select(method => $"{{\"method\":\"{method}\"}}");

    public static Gen<string> WithThreshold { get; } = Rule(ThresholdPart, QuotaPart);

    public static Gen<string> WithJointLists { get; } = Rule(JointPart, Gen.OneOf(Gen.Const(""), ThresholdPart));

    public static Gen<string> WithStruckLists { get; } = Rule(StruckPart, Gen.OneOf(Gen.Const(""), ThresholdPart), QuotaPart);

    public static Gen<string> WithTies { get; } = Rule(TiesPart);

    public static Gen<string> WithExhaustion { get; } = Rule(ExhaustedPart);

    public static Gen<string> WithEverything { get; } = Rule(
        Gen.OneOf(Gen.Const(""), ThresholdPart), Gen.OneOf(Gen.Const(""), JointPart), StruckPart, QuotaPart, ExhaustedPart,
        Gen.OneOf(Gen.Const(""), TiesPart));

    /// <summary>Methods that have margins.</summary>
    public static Gen<string> OfQuotients { get; } = Gen.Select(
        Gen.OneOf(QuotientMethod, QuotientMethod, FirstDivisor.Select(rule => rule[..^1])),
        Gen.OneOf(Gen.Const(""), Threshold(Gen.Const("constituency")).Select(threshold => $",\"threshold\":{threshold}")),
        (method, threshold) => $"{method}{threshold}}}");

    private static Gen<string> QuotientMethod => SmallElections.Among(
        "dhondt", "sainte-lague", "sainte-lague-1.4", "danish", "imperiali", "cambodia", "hare-highest-averages", "droop-highest-averages",
        "hagenbach-bischoff-highest-averages").Select(method => $"{{\"method\":\"{method}\"");

    private static Gen<string> Rule(params Gen<string>[] parts)
    {
        var rule = SmallElections.Method.Select(method => $"{{\"method\":\"{method}\"");
        foreach (var part in parts) rule = Gen.Select(rule, part, (first, more) => first + more);
        return rule.Select(text => text + "}");
    }
}
