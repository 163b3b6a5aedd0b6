using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Checklists.Expressions;

namespace Saksei.Election.Checklists.Filling;

/// <summary>
/// Says of a filled form which questions are relevant, what is computed, what is cleared, and which answers are refused and why. Rows are
/// evaluated once, those first that others look at; then answers are checked in the order of the form.
/// </summary>
public sealed class FormEvaluation
{
    private readonly CheckedChecklist _checklist;
    private readonly Evaluator _evaluator;
    private readonly List<AnswerProblem> _problems = [];
    private readonly List<string> _relevant = [], _cleared = [];
    private readonly FormInstance _form;
    private readonly OpenRows _open;
    private int _instances;

    private FormEvaluation(CheckedChecklist checklist, string today, OpenRows open)
    {
        (_checklist, _evaluator, _open) = (checklist, new Evaluator(today), open);
        _form = new FormInstance(checklist, -1, null, 1);
    }

    /// <summary>Evaluates a filled form.</summary>
    /// <param name="checklist">What was asked.</param>
    /// <param name="answers">What was answered; a calculation's own are computed anew.</param>
    /// <param name="today">The day of today(), as YYYY-MM-DD; without one it is empty.</param>
    public static FilledForm Of(CheckedChecklist checklist, Answers answers, string today = "")
    {
        ArgumentNullException.ThrowIfNull(checklist);
        ArgumentNullException.ThrowIfNull(answers);
        return new FormEvaluation(checklist, today, OpenRows.None).Run(answers);
    }

    /// <summary>
    /// What a form refuses of answers that are to be signed: also what wasn't to be asked. A rule that can't be settled without a question
    /// whose answer isn't known, or without the day, refuses nothing.
    /// </summary>
    /// <param name="checklist">What was asked.</param>
    /// <param name="answers">What was answered.</param>
    /// <param name="unknown">Questions of which nobody says here whether they were answered.</param>
    public static FilledForm OfGiven(CheckedChecklist checklist, Answers answers, IReadOnlySet<string> unknown)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        ArgumentNullException.ThrowIfNull(answers);
        var filled = new FormEvaluation(checklist, "", new OpenRows(checklist, unknown)).Run(answers);
        var cleared = filled.Cleared.Select(place => new AnswerProblem("answer-not-relevant", place, RelevantOf(checklist, place)));
        return filled with { Problems = [.. filled.Problems.Select(problem => InWords(checklist, answers, problem)), .. cleared] };
    }

    // To put an answer right one needs to see it, and what could stand there.
    private static AnswerProblem InWords(CheckedChecklist checklist, Answers answers, AnswerProblem problem)
    {
        if (problem.Code is not ("answer-malformed" or "answer-not-a-choice") || !answers.Values.TryGetValue(problem.Place, out var value)) return problem;
        var row = checklist.ByName[problem.Place].Row;
        var wanted = row.Type.IsSelect() ? ChoicesInWords.Of([.. checklist.Checklist.ChoicesOf(row.List).Select(choice => choice.Name)], _ => "") : QuestionTypes.Words[row.Type];
        return problem with { Detail = $"{value}: {wanted}" };
    }

    private static string RelevantOf(CheckedChecklist checklist, string place)
    {
        var row = checklist.ByName[place[(place.LastIndexOf('/') + 1)..]];
        while (row.Row.Relevant.Length == 0 && row.Parent >= 0) row = checklist.Rows[row.Parent];
        return row.Row.Relevant;
    }

    private FilledForm Run(Answers answers)
    {
        var at = "";
        try
        {
            Place(_form, answers);
            foreach (var row in _checklist.Order.Select(index => _checklist.Rows[index]))
                foreach (var instance in InstancesOf(row.Repeat))
                {
                    at = instance.Path + row.Row.Name;
                    Settle(instance, row);
                }

            foreach (var row in _checklist.Rows.Where(row => row.Parent < 0)) Check(_form, row, ref at);
            return new FilledForm([.. _problems], Values(_form, -1), [.. _relevant], [.. _cleared]);
        }
        catch (EvaluationStop stop)
        {
            return new FilledForm([.. _problems, new AnswerProblem("evaluation-too-large", at, stop.Detail)], Answers.None, [], []);
        }
    }

    // Puts answers where they belong; a name that isn't there, or in another repeat, is refused.
    private void Place(FormInstance instance, Answers answers, int repeat = -1)
    {
        if (++_instances > AnswerLimits.Instances) throw new EvaluationStop($"more than {AnswerLimits.Instances} instances of repeats");
        foreach (var (name, value) in answers.Values)
            if (_checklist.ByName.GetValueOrDefault(name) is not { } row || row.Repeat != repeat) Refuse("answer-unknown", instance.Path + name, name);
            else if (!row.Row.Type.HasValue()) Refuse("answer-unexpected", instance.Path + name, QuestionTypes.Words[row.Row.Type]);
            else instance.Set(row.Index, value);
        foreach (var (name, filled) in answers.Repeats)
            if (_checklist.ByName.GetValueOrDefault(name) is not { } row || row.Repeat != repeat || row.Row.Type != QuestionType.BeginRepeat) Refuse("answer-unknown", instance.Path + name, name);
            else Repeat(instance, row.Index, filled);
    }

    private void Repeat(FormInstance instance, int row, ImmutableArray<Answers> filled)
    {
        ImmutableArray<FormInstance> instances = [.. filled.Select((_, place) => new FormInstance(_checklist, row, instance, place + 1))];
        instance.Repeat(row, instances);
        foreach (var (inner, answers) in instances.Zip(filled)) Place(inner, answers, row);
    }

    private IEnumerable<FormInstance> InstancesOf(int repeat) =>
        repeat < 0 ? [_form] : InstancesOf(_checklist.Rows[repeat].Repeat).SelectMany(instance => instance.Repeated(repeat));

    private void Settle(FormInstance instance, CheckedRow row)
    {
        if (_open.Has(row.Index)) return;
        var scope = new RowScope(_checklist, instance, row);
        var isAround = row.Parent < 0 || IsRelevantAround(instance, _checklist.Rows[row.Parent]);
        if (!isAround || (row.Relevant is { } relevant && !_evaluator.Evaluate(relevant, scope).Truth)) instance.Irrelevant(row.Index);
        else if (row.Calculation is { } calculation) instance.Set(row.Index, Computed(_evaluator.Evaluate(calculation, scope)));
    }

    // What isn't a number is no value, as in ODK.
    private string Computed(XPathValue value)
    {
        var text = value.Kind == ValueKind.Number && value.Number.IsNaN ? "" : value.Text;
        _evaluator.ChargeUnits(text.Length);
        return text;
    }

    private static bool IsRelevantAround(FormInstance instance, CheckedRow parent) => instance.Holding(parent.Repeat)?.IsRelevant(parent.Index) ?? false;

    private void Check(FormInstance instance, CheckedRow row, ref string at)
    {
        at = instance.Path + row.Row.Name;
        if (row.Row.Type.Opens()) CheckWithin(instance, row, ref at);
        if (!row.Row.Type.HasValue()) return;
        var value = instance.Value(row.Index);
        if (instance.IsRelevant(row.Index))
        {
            _relevant.Add(at);
            CheckValue(instance, row, value, at);
        }
        else if (value.Length > 0) _cleared.Add(at);
    }

    private void CheckWithin(FormInstance instance, CheckedRow row, ref string at)
    {
        var isRepeat = row.Row.Type == QuestionType.BeginRepeat;
        if (isRepeat && instance.IsRelevant(row.Index) && !_open.Has(row.Index) && row.RepeatCount is { } counted && !_open.Hangs(counted))
        {
            var wanted = _evaluator.Evaluate(counted, new RowScope(_checklist, instance, row)).Number;
            var given = instance.Repeated(row.Index).Length;
            if (XPathNumber.Compare(wanted, XPathNumber.Of(given)) != 0 && !(given == 0 && !(wanted.Sign > 0))) Refuse("answer-repeat-count", at, string.Create(CultureInfo.InvariantCulture, $"{given}, not {wanted}"));
        }

        var inner = _checklist.Rows.Where(other => other.Parent == row.Index);
        foreach (var each in isRepeat ? instance.Repeated(row.Index) : [instance])
            foreach (var other in inner) Check(each, other, ref at);
    }

    private void CheckValue(FormInstance instance, CheckedRow row, string value, string at)
    {
        if (value.Length == 0)
        {
            if (RowColumns.IsAsked(row.Row.Type) && Says(instance, row, row.Required) == true) Refuse("answer-required", at, "");
        }
        else if (!AnswerForm.Fits(row.Row, value, _checklist.Checklist.Choices)) Refuse(row.Row.Type.IsSelect() ? "answer-not-a-choice" : "answer-malformed", at, QuestionTypes.Words[row.Row.Type]);
        else if (Rule(row, row.ChoiceFilter) is { } filter && value.Split(' ').FirstOrDefault(name => !IsOffered(instance, row, filter, name)) is { } other) Refuse("answer-not-a-choice", at, other);
        else if (Says(instance, row, row.Constraint) == false) Refuse("answer-constraint", at, row.Row.Constraint);
    }

    // What a rule of a row says; nothing where there is none, or it can't be settled.
    private bool? Says(FormInstance instance, CheckedRow row, Expression? rule) =>
        Rule(row, rule) is { } settled ? _evaluator.Evaluate(settled, new RowScope(_checklist, instance, row)).Truth : null;

    private Expression? Rule(CheckedRow row, Expression? rule) => rule is null || _open.Has(row.Index) || _open.Hangs(rule) ? null : rule;

    private bool IsOffered(FormInstance instance, CheckedRow row, Expression filter, string name) =>
        _checklist.Checklist.Choices.Any(choice => choice.List == row.Row.List && choice.Name == name && _evaluator.Evaluate(filter, new RowScope(_checklist, instance, row, choice)).Truth);

    private Answers Values(FormInstance instance, int repeat)
    {
        var values = Answers.None;
        foreach (var row in _checklist.Rows.Where(row => row.Repeat == repeat && instance.IsRelevant(row.Index)))
            if (row.Row.Type == QuestionType.BeginRepeat) values = values.With(row.Row.Name, [.. instance.Repeated(row.Index).Select(inner => Values(inner, row.Index))]);
            else if (row.Row.Type.HasValue()) values = values.With(row.Row.Name, instance.Value(row.Index));
        return values;
    }

    private void Refuse(string code, string place, string detail)
    {
        if (_problems.Count < AnswerLimits.Problems) _problems.Add(new AnswerProblem(code, place, detail));
    }
}
