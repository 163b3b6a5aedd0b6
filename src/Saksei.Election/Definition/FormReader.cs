using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Reading;

namespace Saksei.Election.Definition;

/// <summary>Reads the layout of a form (docs/spec/form.md).</summary>
internal static class FormReader
{
    private static readonly FieldNames Top = new("format", "code", "names", "fields", "votes", "checks", "digits", "maximum");
    private static readonly FieldNames FieldFields = new("code", "names", "mark", "meaning");
    private static readonly FieldNames VotesFields = new("names");
    private static readonly FieldNames CheckFields = new("code", "severity", "names", "left", "is", "right");
    private static readonly FieldNames Meanings = new("registered", "received", "cast", "spoilt", "unused", "invalid", "blank", "valid");
    private static readonly FieldNames Severities = new("error", "warning");
    private static readonly FieldNames Relations = new("equals", "at-most");
    private static readonly FieldNames DigitWords = new("latin", "khmer");
    private const int MostOfSide = 20;
    private const int LongestMarkBytes = 64;

    internal static FormLayout? Read(byte[] document, ProblemList problems)
    {
        var json = new StrictJson(document);
        var make = ReadTop(ref json);
        json.End();
        if (json.Problem is { } problem)
        {
            problems.Add(problem.Code, problem.Detail, problem.Offset);
            return null;
        }

        // What is wrong with the values is reported all at once; a layout is made of right ones only.
        FormRules.Check(document, problems);
        return problems.IsEmpty ? make() : null;
    }

    private static Func<FormLayout> ReadTop(ref StrictJson json)
    {
        FieldsRead read = default;
        var (code, names, votes) = ("", Names.None, Names.None);
        ImmutableArray<FormField> fields = [];
        ImmutableArray<ReadCheck> checks = [];
        var (digits, maximum) = (DigitSystems.Latin, 0);
        json.EnterObject();
        while (json.NextField(Top, ref read, out var field))
        {
            switch (field)
            {
                case 0: if (json.CodeText() != "saksei/form/v1") json.Fail("format-unknown"); break;
                case 1: code = json.CodeText(); break;
                case 2: names = Names.Read(ref json); break;
                case 3: fields = ReadFields(ref json); break;
                case 4: votes = ReadVotes(ref json); break;
                case 5: checks = ReadChecks(ref json); break;
                case 6: digits = ReadDigits(ref json); break;
                default: maximum = (int)json.Whole(999_999_999); break;
            }
        }

        json.Require(Top, read, 8);
        return () => new FormLayout(code, names, fields, votes, [.. checks.Select(check => check.Among(fields))], digits, maximum);
    }

    /// <summary>A check whose fields are still codes: they may stand behind it.</summary>
    private sealed record ReadCheck(string Code, bool IsError, Names Names, ImmutableArray<string> Left, bool AtMost, ImmutableArray<string> Right)
    {
        internal FormCheck Among(ImmutableArray<FormField> fields) => new(Code, IsError, Names, Side(Left, fields), AtMost, Side(Right, fields));

        private static ImmutableArray<int> Side(ImmutableArray<string> codes, ImmutableArray<FormField> fields) =>
            [.. codes.Select(code => code == FormSums.Votes ? FormLayout.VotesSide : fields.ToList().FindIndex(field => field.Code == code))];
    }

    private static ImmutableArray<FormField> ReadFields(ref StrictJson json)
    {
        var fields = ImmutableArray.CreateBuilder<FormField>();
        json.EnterArray();
        while (json.NextItem())
        {
            FieldsRead read = default;
            var field = new FormField("", "", Names.None, FieldMeaning.Other);
            json.EnterObject();
            while (json.NextField(FieldFields, ref read, out var at))
                field = at switch
                {
                    0 => field with { Code = json.CodeText() },
                    1 => field with { Names = Names.Read(ref json) },
                    2 => field with { Mark = json.Text(LongestMarkBytes) },
                    _ => field with { Meaning = (FieldMeaning)(1 + ActFields.ReadWord(ref json, Meanings)) },
                };
            json.Require(FieldFields, read, 2);
            fields.Add(field);
        }

        return fields.DrainToImmutable();
    }

    private static Names ReadVotes(ref StrictJson json)
    {
        FieldsRead read = default;
        var names = Names.None;
        json.EnterObject();
        while (json.NextField(VotesFields, ref read, out _)) names = Names.Read(ref json);
        json.Require(VotesFields, read, 1);
        return names;
    }

    private static ImmutableArray<ReadCheck> ReadChecks(ref StrictJson json)
    {
        var checks = ImmutableArray.CreateBuilder<ReadCheck>();
        json.EnterArray();
        while (json.NextItem())
        {
            FieldsRead read = default;
            var check = new ReadCheck("", true, Names.None, [], false, []);
            json.EnterObject();
            while (json.NextField(CheckFields, ref read, out var field))
                check = field switch
                {
                    0 => check with { Code = json.CodeText() },
                    1 => check with { IsError = ActFields.ReadWord(ref json, Severities) == 0 },
                    2 => check with { Names = Names.Read(ref json) },
                    3 => check with { Left = ActFields.ReadCodes(ref json, MostOfSide) },
                    4 => check with { AtMost = ActFields.ReadWord(ref json, Relations) == 1 },
                    _ => check with { Right = ActFields.ReadCodes(ref json, MostOfSide) },
                };
            json.Require(CheckFields, read, 6);
            checks.Add(check);
        }

        return checks.DrainToImmutable();
    }

    private static DigitSystems ReadDigits(ref StrictJson json)
    {
        var digits = DigitSystems.None;
        json.EnterArray();
        while (json.NextItem()) digits |= (DigitSystems)(1 << Math.Max(0, ActFields.ReadWord(ref json, DigitWords)));
        return digits;
    }
}
