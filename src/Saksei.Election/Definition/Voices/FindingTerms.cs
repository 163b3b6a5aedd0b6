using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Reading;
using Saksei.Register.Notes;

namespace Saksei.Election.Definition.Voices;

/// <summary>What a finding, a recommendation or a statement can be about.</summary>
public sealed record FindingSubject(string Code, Names Names);

/// <summary>An earlier register whose acts may be carried into this one: its origin and its log's key. An organisation of it is that of the same code here.</summary>
public sealed record EarlierRegister(string Origin, VerifierKey Log, Names Names)
{
    /// <summary>The log's key as it is written.</summary>
    public string LogText => Log.Text;
}

/// <summary>What <c>definition.json</c> says of findings: their subjects, and the registers that they may be carried from.</summary>
public sealed record FindingTerms(ImmutableArray<FindingSubject> Subjects, ImmutableArray<EarlierRegister> Earlier)
{
    private const int MostSubjects = 200, MostEarlier = 32;
    private static readonly FieldNames Top = new("subjects", "earlier");
    private static readonly FieldNames SubjectFields = new("code", "names");
    private static readonly FieldNames EarlierFields = new("log", "names");

    /// <summary>No subjects, and no earlier register.</summary>
    public static FindingTerms None { get; } = new([], []);

    /// <summary>The subject of a code, or null.</summary>
    public FindingSubject? FindSubject(string code) => Subjects.FirstOrDefault(subject => subject.Code == code);

    /// <summary>The earlier register of an origin, or null.</summary>
    public EarlierRegister? FindEarlier(string origin) => Earlier.FirstOrDefault(register => register.Origin == origin);

    internal static FindingTerms Read(ref StrictJson json)
    {
        FieldsRead read = default;
        var terms = None;
        json.EnterObject();
        while (json.NextField(Top, ref read, out var field))
            terms = field == 0
                ? terms with { Subjects = json.Items(MostSubjects, ReadSubject) }
                : terms with { Earlier = [.. json.Items(MostEarlier, ReadEarlier).OfType<EarlierRegister>()] };
        json.Require(Top, read, 1);
        return terms;
    }

    /// <summary>What holds beyond the shape: codes as codes are written, each once; each register once.</summary>
    internal void Check(DocumentRules rules)
    {
        for (var at = 0; at < Subjects.Length; at++) rules.Kebab($"findings.subjects[{at}].code", Subjects[at].Code);
        rules.Require(this == None || !Subjects.IsEmpty, "subjects-missing", "findings.subjects", "");
        rules.Once([.. Subjects.Select(subject => subject.Code)], at => $"findings.subjects[{at}].code");
        rules.Once([.. Earlier.Select(register => register.Origin)], at => $"findings.earlier[{at}].log");
    }

    private static FindingSubject ReadSubject(ref StrictJson json)
    {
        FieldsRead read = default;
        var subject = new FindingSubject("", Names.None);
        json.EnterObject();
        while (json.NextField(SubjectFields, ref read, out var field))
            subject = field == 0 ? subject with { Code = json.CodeText() } : subject with { Names = Names.Read(ref json) };
        json.Require(SubjectFields, read, 2);
        return subject;
    }

    // The name of a log's key is the register's origin.
    private static EarlierRegister? ReadEarlier(ref StrictJson json)
    {
        FieldsRead read = default;
        var (log, names) = (default(VerifierKey), Names.None);
        json.EnterObject();
        while (json.NextField(EarlierFields, ref read, out var field))
        {
            if (field == 0) log = ActFields.ReadKey(ref json);
            else names = Names.Read(ref json);
        }

        json.Require(EarlierFields, read, 2);
        return log is null ? null : new EarlierRegister(log.Name.Name, log, names);
    }
}
