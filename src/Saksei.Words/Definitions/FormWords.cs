using System.Collections.Immutable;
using Saksei.Election.Definition;

namespace Saksei.Words.Definitions;

/// <summary>A form in words: its fields with their marks, and the sums that an orderly one keeps.</summary>
internal sealed class FormWords(Speech speech, FormLayout form)
{
    internal IEnumerable<string> Of() =>
    [
        speech.Say("explain.named", speech.Name(form.Names, form.Code), form.Code), .. form.Fields.Select(Field),
        speech.Say("explain.form.votes", speech.Name(form.VotesNames, "votes")), .. form.Checks.Select(Check),
        speech.Say("explain.form.digits", speech.List([.. Digits()]), speech.Number(form.Maximum)),
    ];

    private string Field(FormField field)
    {
        var name = speech.Say("explain.field", field.Mark, speech.Name(field.Names, field.Code), field.Code);
        return field.Meaning == FieldMeaning.Other ? name : speech.Say("explain.field.meaning", name, speech.Say("explain.meaning." + WordOf(field.Meaning)));
    }

    private static string WordOf(FieldMeaning meaning) => meaning.ToString().ToLowerInvariant();

    private string Check(FormCheck check) => speech.Say(check.IsError ? "explain.check.error" : "explain.check.warning",
        check.Code, speech.Name(check.Names, check.Code), $"{Side(check.Left)} {(check.AtMost ? "≤" : "=")} {Side(check.Right)}");

    private string Side(ImmutableArray<int> side) => string.Join(" + ", side.Select(field => field == FormLayout.VotesSide
        ? speech.Name(form.VotesNames, "votes") : form.Fields[field].Mark is { Length: > 0 } mark ? mark : form.Fields[field].Code));

    private IEnumerable<string> Digits()
    {
        if (form.Digits.HasFlag(DigitSystems.Latin)) yield return "0–9";
        if (form.Digits.HasFlag(DigitSystems.Khmer)) yield return "០–៩";
    }
}
