using Saksei.Election.Acts;
using Saksei.Election.Reading;

namespace Saksei.Election.Definition;

/// <summary>Reads the items of procedures: bodies, grounds, kinds of complaints, rules of eligibility, groupings.</summary>
internal static class ProcedureItems
{
    private static readonly FieldNames RunningFields = new("book", "state", "deadline", "binds", "body", "complaint", "remedy");
    private static readonly FieldNames BodyFields = new("code", "organisation", "names", "does", "voting");
    private static readonly FieldNames GroundFields = new("code", "names", "article", "steps");
    private static readonly FieldNames NamedFields = new("code", "names", "article");
    private static readonly FieldNames ComplaintFields = new("code", "names", "article", "chain");
    private static readonly FieldNames GroupingFields = new("code", "names", "groups");
    private static readonly FieldNames GroupFields = new("code", "names", "members");
    private static readonly FieldNames FamilyFields = new("code", "names", "questions", "groupings");
    private static readonly FieldNames BindsWords = new("body", "applicant");
    private static readonly FieldNames VotingFields = new("quorum", "steps", "signed");
    private static readonly FieldNames EligibilityFields = new("code", "names", "article", "kind", "number");
    private const int MostGroups = 1000;

    internal static RunningDeadline ReadRunning(ref StrictJson json)
    {
        FieldsRead read = default;
        var running = new RunningDeadline("", "", "", "", "", "", "");
        json.EnterObject();
        while (json.NextField(RunningFields, ref read, out var field))
            running = field switch
            {
                0 => running with { Book = json.CodeText() },
                1 => running with { State = json.CodeText() },
                2 => running with { Deadline = json.CodeText() },
                3 => running with { Binds = ActFields.ReadWord(ref json, BindsWords) == 1 ? "applicant" : "body" },
                4 => running with { Body = json.CodeText() },
                5 => running with { Complaint = json.CodeText() },
                _ => running with { Remedy = json.CodeText() },
            };
        json.Require(RunningFields, read, 4);
        return running;
    }

    internal static Body ReadBody(ref StrictJson json)
    {
        FieldsRead read = default;
        var body = new Body("", "", Names.None, []);
        json.EnterObject();
        while (json.NextField(BodyFields, ref read, out var field))
            body = field switch
            {
                0 => body with { Code = json.CodeText() },
                1 => body with { Organisation = json.CodeText() },
                2 => body with { Names = Names.Read(ref json) },
                3 => body with { Does = ActFields.ReadCodes(ref json, 200) },
                _ => body with { Voting = ReadVoting(ref json) },
            };
        json.Require(BodyFields, read, 4);
        return body;
    }

    private static Voting ReadVoting(ref StrictJson json)
    {
        FieldsRead read = default;
        var voting = Voting.None;
        json.EnterObject();
        while (json.NextField(VotingFields, ref read, out var field))
            voting = field switch
            {
                0 => voting with { Quorum = (int)json.Whole(1000) },
                1 => voting with { Steps = ActFields.ReadCodes(ref json, 200) },
                _ => voting with { IsSigned = json.Flag() },
            };
        json.Require(VotingFields, read, 2);
        return voting;
    }

    internal static DecisionGround ReadGround(ref StrictJson json)
    {
        FieldsRead read = default;
        var ground = new DecisionGround("", Names.None, "", []);
        json.EnterObject();
        while (json.NextField(GroundFields, ref read, out var field))
            ground = field switch
            {
                0 => ground with { Code = json.CodeText() },
                1 => ground with { Names = Names.Read(ref json) },
                2 => ground with { Article = json.Text(2000) },
                _ => ground with { Steps = ActFields.ReadCodes(ref json, 200) },
            };
        json.Require(GroundFields, read, 4);
        return ground;
    }

    internal static NamedCode ReadNamed(ref StrictJson json)
    {
        FieldsRead read = default;
        var named = new NamedCode("", Names.None, "");
        json.EnterObject();
        while (json.NextField(NamedFields, ref read, out var field))
            named = field switch
            {
                0 => named with { Code = json.CodeText() },
                1 => named with { Names = Names.Read(ref json) },
                _ => named with { Article = json.Text(2000) },
            };
        json.Require(NamedFields, read, 2);
        return named;
    }

    internal static EligibilityRule ReadEligibility(ref StrictJson json)
    {
        FieldsRead read = default;
        var rule = new EligibilityRule("", Names.None, "", EligibilityKind.Declaration, 0);
        json.EnterObject();
        while (json.NextField(EligibilityFields, ref read, out var field))
            rule = field switch
            {
                0 => rule with { Code = json.CodeText() },
                1 => rule with { Names = Names.Read(ref json) },
                2 => rule with { Article = json.Text(2000) },
                3 => rule with { Kind = ProcedureVocabulary.EligibilityKinds.Read(ref json) },
                _ => rule with { Number = (int)json.Whole(150) },
            };
        json.Require(EligibilityFields, read, 4);
        // An age or a number of elections of nothing would be met by everybody.
        if (rule.Kind is EligibilityKind.Age or EligibilityKind.Voted == rule.Number < 1) json.Fail("eligibility-number", rule.Code);
        return rule;
    }

    internal static ComplaintKind ReadComplaint(ref StrictJson json)
    {
        FieldsRead read = default;
        var kind = new ComplaintKind("", Names.None, "", []);
        json.EnterObject();
        while (json.NextField(ComplaintFields, ref read, out var field))
            kind = field switch
            {
                0 => kind with { Code = json.CodeText() },
                1 => kind with { Names = Names.Read(ref json) },
                2 => kind with { Article = json.Text(2000) },
                _ => kind with { Chain = ActFields.ReadCodes(ref json, 10) },
            };
        json.Require(ComplaintFields, read, 4);
        if (kind.Chain.IsEmpty) json.Fail("chain-empty", kind.Code);
        return kind;
    }

    internal static Grouping ReadGrouping(ref StrictJson json)
    {
        FieldsRead read = default;
        var grouping = new Grouping("", Names.None, []);
        json.EnterObject();
        while (json.NextField(GroupingFields, ref read, out var field))
            grouping = field switch
            {
                0 => grouping with { Code = json.CodeText() },
                1 => grouping with { Names = Names.Read(ref json) },
                _ => grouping with { Groups = json.Items(MostGroups, ReadGroup) },
            };
        json.Require(GroupingFields, read, 3);
        return grouping;
    }

    private static TreatmentGroup ReadGroup(ref StrictJson json)
    {
        FieldsRead read = default;
        var group = new TreatmentGroup("", Names.None, []);
        json.EnterObject();
        while (json.NextField(GroupFields, ref read, out var field))
            group = field switch
            {
                0 => group with { Code = json.CodeText() },
                1 => group with { Names = Names.Read(ref json) },
                _ => group with { Members = ActFields.ReadCodes(ref json, 1000) },
            };
        json.Require(GroupFields, read, 3);
        return group;
    }

    internal static TestFamily ReadFamily(ref StrictJson json)
    {
        FieldsRead read = default;
        var family = new TestFamily("", Names.None, []);
        json.EnterObject();
        while (json.NextField(FamilyFields, ref read, out var field))
            family = field switch
            {
                0 => family with { Code = json.CodeText() },
                1 => family with { Names = Names.Read(ref json) },
                2 => family with { Questions = ActFields.ReadCodes(ref json, 100) },
                _ => family with { Groupings = ActFields.ReadCodes(ref json, 100) },
            };
        json.Require(FamilyFields, read, 3);
        return family;
    }
}
