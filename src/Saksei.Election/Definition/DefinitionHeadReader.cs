using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Acts;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Definition.Voices;
using Saksei.Election.Reading;

namespace Saksei.Election.Definition;

/// <summary>Reads <c>definition.json</c> itself.</summary>
internal static class DefinitionHeadReader
{
    private static readonly string[] Own =
    [
        "format", "code", "names", "date", "timeZone", "languages", "offices", "sheets", "grounds", "facts", "files", "vouching",
        "stationMaximum", "organisations", "observation", "findings",
    ];

    private static readonly FieldNames Top = new([.. Own, Contests, .. ContestReader.Members]);

    private const string Contests = "contests";
    private const int RequiredTop = 12;
    private static int FirstMember => Own.Length + 1;
    private static readonly FieldNames OfficeFields = new([.. OfficeVocabulary.Offices.All]);
    private static readonly FieldNames VouchingFields = new("required");
    private static readonly FieldNames MaximumFields = new("ballots", "article");
    private static readonly FieldNames NamedFields = new("code", "names");
    private static readonly FieldNames GroundFields = new("code", "names", "article");
    private static readonly FieldNames FactFields = new("about", "status", "source", "note");
    private static readonly FieldNames FileFields = new("role", "path", "sha256", "length", "contest");
    private static readonly FieldNames Statuses = new("published", "derived", "unverified");
    private static readonly FieldNames Roles = new("units", "stations", "lists", "form", "mapping", "texts", "procedures");

    internal static DefinitionHead? Read(byte[] document, ProblemList problems)
    {
        var json = new StrictJson(document);
        var head = ReadTop(ref json, document, problems);
        json.End();
        if (json.Problem is { } problem) problems.Add(problem.Code, problem.Detail, problem.Offset);
        return json.Problem is null ? head : null;
    }

    private static DefinitionHead ReadTop(ref StrictJson json, byte[] document, ProblemList problems)
    {
        FieldsRead read = default;
        var head = Empty;
        json.EnterObject();
        while (json.NextField(Top, ref read, out var field)) head = ReadField(ref json, field, head, document, problems);
        json.Require(Top, read, RequiredTop);
        CheckMembers(ref json, read);
        return head;
    }

    // What is of a contest stands at the top level where there is one, and in the contests where there are several.
    private static void CheckMembers(ref StrictJson json, FieldsRead read)
    {
        var hasContests = read.Has(FirstMember - 1);
        if (!hasContests && !read.Has(FirstMember)) json.Fail("field-missing", ContestReader.Members[0]);
        for (var member = 0; hasContests && member < ContestReader.Members.Length; member++)
            if (read.Has(FirstMember + member)) json.Fail("member-beside-contests", ContestReader.Members[member]);
    }

    private static DefinitionHead ReadField(ref StrictJson json, int field, DefinitionHead head, byte[] document, ProblemList problems) => field switch
    {
        0 => Expecting(ref json, "saksei/definition/v1", head),
        1 => head with { Code = json.CodeText() },
        2 => head with { Names = Names.Read(ref json) },
        3 => head with { Date = ReadDate(ref json) },
        4 => head with { TimeZone = json.CodeText() },
        5 => head with { Languages = ActFields.ReadCodes(ref json, 16) },
        6 => head with { Offices = ReadOffices(ref json) },
        7 => head with { Sheets = [.. ReadNamed(ref json).Select(named => new Sheet(named.Code, named.Names))] },
        8 => head with { Grounds = ReadGrounds(ref json) },
        9 => head with { Facts = ReadFacts(ref json) },
        10 => head with { Files = ReadFiles(ref json) },
        11 => head with { VouchingRequired = ReadVouching(ref json) },
        12 => ReadMaximum(ref json, head),
        13 => head with { Organisations = NamedOrganisation.ReadAll(ref json) },
        14 => head with { Observation = ObservationReader.Read(ref json) },
        15 => head with { Findings = FindingTerms.Read(ref json) },
        16 => head with { Contests = ContestReader.ReadAll(ref json, document, problems) },
        _ => head with { Contests = [ContestReader.ReadMember(ref json, Top[field], head.Contests is [.., var contest] ? contest : ContestHead.Empty, document, problems)] },
    };

    private static DefinitionHead Expecting(ref StrictJson json, string format, DefinitionHead head)
    {
        if (json.CodeText() != format) json.Fail("format-unknown", format);
        return head;
    }

    internal static DateOnly ReadDate(ref StrictJson json)
    {
        var text = json.CodeText();
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        json.Fail("date-malformed", text);
        return default;
    }

    private static ImmutableArray<ImmutableHashSet<string>> ReadOffices(ref StrictJson json)
    {
        FieldsRead read = default;
        var offices = new ImmutableHashSet<string>[6];
        Array.Fill(offices, []);
        json.EnterObject();
        while (json.NextField(OfficeFields, ref read, out var field))
            offices[field] = [.. ActFields.ReadCodes(ref json, 64)];
        json.Require(OfficeFields, read, 6);
        return [.. offices];
    }

    private static int ReadVouching(ref StrictJson json)
    {
        FieldsRead read = default;
        var required = 0;
        json.EnterObject();
        while (json.NextField(VouchingFields, ref read, out _)) required = (int)json.Whole(99);
        json.Require(VouchingFields, read, 1);
        if (required == 0) json.Fail("vouching-zero");
        return required;
    }

    private static DefinitionHead ReadMaximum(ref StrictJson json, DefinitionHead head)
    {
        FieldsRead read = default;
        var (ballots, article) = (0L, "");
        json.EnterObject();
        while (json.NextField(MaximumFields, ref read, out var field))
        {
            if (field == 0) ballots = json.Whole(9_999_999);
            else article = json.Text(2000);
        }

        json.Require(MaximumFields, read, 2);
        return head with { StationMaximum = ballots, StationMaximumArticle = article };
    }

    private static ImmutableArray<(string Code, Names Names)> ReadNamed(ref StrictJson json)
    {
        var all = ImmutableArray.CreateBuilder<(string, Names)>();
        json.EnterArray();
        while (json.NextItem())
        {
            FieldsRead read = default;
            var (code, names) = ("", Names.None);
            json.EnterObject();
            while (json.NextField(NamedFields, ref read, out var field))
            {
                if (field == 0) code = json.CodeText();
                else names = Names.Read(ref json);
            }

            json.Require(NamedFields, read, 2);
            all.Add((code, names));
        }

        return all.DrainToImmutable();
    }

    private static ImmutableArray<Ground> ReadGrounds(ref StrictJson json)
    {
        var grounds = ImmutableArray.CreateBuilder<Ground>();
        json.EnterArray();
        while (json.NextItem())
        {
            FieldsRead read = default;
            var ground = new Ground("", Names.None, "");
            json.EnterObject();
            while (json.NextField(GroundFields, ref read, out var field))
                ground = field switch
                {
                    0 => ground with { Code = json.CodeText() },
                    1 => ground with { Names = Names.Read(ref json) },
                    _ => ground with { Article = json.Text(2000) },
                };
            json.Require(GroundFields, read, 3);
            grounds.Add(ground);
        }

        return grounds.DrainToImmutable();
    }

    private static ImmutableArray<Fact> ReadFacts(ref StrictJson json)
    {
        var facts = ImmutableArray.CreateBuilder<Fact>();
        json.EnterArray();
        while (json.NextItem())
        {
            FieldsRead read = default;
            var fact = new Fact("", "", "", Names.None);
            json.EnterObject();
            while (json.NextField(FactFields, ref read, out var field))
                fact = field switch
                {
                    0 => fact with { About = json.Text(200) },
                    1 => fact with { Status = Statuses[ActFields.ReadWord(ref json, Statuses) is var word and >= 0 ? word : 0] },
                    2 => fact with { Source = json.Text(2000) },
                    _ => fact with { Note = Names.Read(ref json) },
                };
            json.Require(FactFields, read, 4);
            facts.Add(fact);
        }

        return facts.DrainToImmutable();
    }

    private static ImmutableArray<DefinitionFile> ReadFiles(ref StrictJson json)
    {
        var files = ImmutableArray.CreateBuilder<DefinitionFile>();
        json.EnterArray();
        while (json.NextItem()) files.Add(ReadFile(ref json));
        return files.DrainToImmutable();
    }

    private static DefinitionFile ReadFile(ref StrictJson json)
    {
        FieldsRead read = default;
        var (role, path, contest) = ("", "", "");
        var attachment = new Attachment(default, 0, "application/json");
        json.EnterObject();
        while (json.NextField(FileFields, ref read, out var field))
        {
            switch (field)
            {
                case 0: role = Roles[Math.Max(0, ActFields.ReadWord(ref json, Roles))]; break;
                case 1: path = ReadPath(ref json); break;
                case 2: attachment = attachment with { Sha256 = ActFields.ReadHash(ref json) }; break;
                case 3: attachment = attachment with { Length = json.Whole(DefinitionReader.MaximumFileBytes) }; break;
                default: contest = json.CodeText(); break;
            }
        }

        json.Require(FileFields, read, 4);
        return new DefinitionFile(role, path, attachment) { Contest = contest };
    }

    // A file of the definition lies in the definition's own folder: no path leads out of it.
    private static string ReadPath(ref StrictJson json)
    {
        var path = json.CodeText(100);
        if (!DefinitionReader.IsPlain(path)) json.Fail("path-not-plain", path);
        return path;
    }

    private static DefinitionHead Empty { get; } = new()
    {
        Code = "",
        Names = Names.None,
        Date = default,
        TimeZone = "",
        Languages = [],
        Offices = [.. Enumerable.Repeat(ImmutableHashSet<string>.Empty, 6)],
        VouchingRequired = 2,
        StationMaximum = null,
        Sheets = [],
        Grounds = [],
        Facts = [],
        Organisations = [],
        Contests = [ContestHead.Empty],
        Files = [],
    };
}
