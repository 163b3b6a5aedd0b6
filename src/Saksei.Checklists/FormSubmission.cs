using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Filling;

namespace Saksei.Checklists;

/// <summary>A submission, or why it can't be taken in.</summary>
public sealed record SubmissionReading(Answers? Answers, ImmutableArray<AnswerProblem> Problems)
{
    /// <summary>What the filling of the form is called, also when it was changed since; empty where it isn't said.</summary>
    public string Instance { get; init; } = "";
}

/// <summary>A filled form as ODK Collect, Enketo and KoboToolbox hand it in: one XML element for each row of the survey.</summary>
public static class FormSubmission
{
    private static readonly string[] NoAnswers = ["meta", "formhub", "__version__"];

    // A submission that was changed has an identity of its own, and says whose it took the place of.
    private static readonly string[] Identities = ["rootUuid", "deprecatedID", "instanceID"];

    /// <summary>Writes a filled form.</summary>
    /// <param name="checklist">What was asked.</param>
    /// <param name="answers">What was answered.</param>
    /// <param name="instanceId">What the submission is called; empty for none.</param>
    public static byte[] Write(CheckedChecklist checklist, Answers answers, string instanceId = "")
    {
        ArgumentNullException.ThrowIfNull(checklist);
        var settings = checklist.Checklist.Settings;
        var root = new XElement(FormTree.Root, new XAttribute("id", FormTree.IdOf(settings)), settings.Version.Length == 0 ? null : new XAttribute("version", settings.Version));
        FormTree.Of(checklist).Fill(root, answers);
        if (instanceId.Length > 0) root.Add(new XElement("meta", new XElement("instanceID", instanceId)));
        return XmlText.Write(new XDocument(root));
    }

    /// <summary>Reads a submission. The values aren't held against the form's rules: <see cref="FormEvaluation"/> does that.</summary>
    public static SubmissionReading Read(CheckedChecklist checklist, Stream xml)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        return Read(checklist, xml, FormTree.IdOf(checklist.Checklist.Settings), checklist.Checklist.Settings.Version);
    }

    /// <summary>Reads a submission to a server that knows the form by a name and version of its own.</summary>
    public static SubmissionReading Read(CheckedChecklist checklist, Stream xml, string formId, string formVersion)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        var problems = new List<AnswerProblem>();
        if (XmlText.Read(xml, out var problem) is not { } document) return new SubmissionReading(null, [problem]);
        var (id, version) = (document.Attribute("id")?.Value ?? FormTree.Root, document.Attribute("version")?.Value ?? "");
        if (id != formId || version != formVersion) problems.Add(new AnswerProblem("submission-other-form", document.Name.LocalName, $"{id} {version}: this is {formId} {formVersion}"));
        var answers = Read(FormTree.Of(checklist), document, "", problems);
        return new SubmissionReading(problems.Count == 0 ? answers : null, [.. problems.Take(AnswerLimits.Problems)]) { Instance = InstanceOf(document) };
    }

    private static string InstanceOf(XElement document)
    {
        var meta = document.Elements().Where(child => child.Name.LocalName == "meta").Elements().ToList();
        return Identities.Select(name => meta.Find(element => element.Name.LocalName == name)?.Value.Trim() ?? "").FirstOrDefault(value => value.Length > 0, "");
    }

    private static Answers Read(FormTree tree, XElement element, string path, List<AnswerProblem> problems)
    {
        var answers = Answers.None;
        var instances = new Dictionary<string, List<Answers>>();
        foreach (var child in element.Elements().Where(child => !NoAnswers.Contains(child.Name.LocalName) && !child.Attributes().Any(mark => mark.Name.LocalName == "template")))
        {
            var name = child.Name.LocalName;
            if (tree.Children.FirstOrDefault(known => known.Name == name) is not { } known) problems.Add(new AnswerProblem("answer-unknown", path + name, name));
            else if (known.Type == QuestionType.BeginGroup) answers = Merge(answers, Read(known, child, path, problems), instances);
            else if (known.Type == QuestionType.BeginRepeat) Add(name, Read(known, child, string.Create(CultureInfo.InvariantCulture, $"{path}{name}[{instances.GetValueOrDefault(name, []).Count + 1}]/"), problems));
            else if (child.HasElements) problems.Add(new AnswerProblem("answer-unexpected", path + name, child.Elements().First().Name.LocalName));
            else if (known.Type.HasValue()) answers = answers.With(name, child.Value);
        }

        return instances.Aggregate(answers, (filled, repeat) => filled.With(repeat.Key, [.. repeat.Value]));

        void Add(string name, Answers filled)
        {
            if (!instances.TryGetValue(name, out var list)) instances[name] = list = [];
            list.Add(filled);
        }
    }

    // A group's answers stand beside those around it; its repeats too.
    private static Answers Merge(Answers answers, Answers group, Dictionary<string, List<Answers>> instances)
    {
        foreach (var (name, value) in group.Values) answers = answers.With(name, value);
        foreach (var (name, filled) in group.Repeats) instances[name] = [.. filled];
        return answers;
    }
}

/// <summary>The rows of a survey as a tree: what lies in which group or repeat.</summary>
/// <param name="Name">The element.</param>
/// <param name="Type">What it is; a group at the root.</param>
/// <param name="Row">Of the survey, from 0; −1 at the root.</param>
internal sealed record FormTree(string Name, QuestionType Type, int Row)
{
    internal const string Root = "data";

    /// <summary>What a form is called where it is filled; one that has no name is called as its root.</summary>
    internal static string IdOf(ChecklistSettings settings) => settings.Id.Length == 0 ? Root : settings.Id;

    internal List<FormTree> Children { get; } = [];

    internal static FormTree Of(CheckedChecklist checklist)
    {
        var open = new Stack<FormTree>([new FormTree(Root, QuestionType.BeginGroup, -1)]);
        foreach (var (index, row) in checklist.Checklist.Survey.Index())
        {
            if (row.Type.Closes())
            {
                open.Pop();
                continue;
            }

            // A note without a name has an element all the same.
            var name = row.Name.Length > 0 ? row.Name : string.Create(CultureInfo.InvariantCulture, $"note_{index + 1}");
            var node = new FormTree(name, row.Type, index);
            open.Peek().Children.Add(node);
            if (row.Type.Opens()) open.Push(node);
        }

        return open.Peek();
    }

    internal void Fill(XElement element, Answers answers)
    {
        foreach (var child in Children)
            if (child.Type == QuestionType.BeginRepeat)
                foreach (var instance in answers.Repeats.GetValueOrDefault(child.Name, [])) element.Add(child.Filled(instance));
            else if (child.Type == QuestionType.BeginGroup) element.Add(child.Filled(answers));
            else if (child.Type.HasValue()) element.Add(new XElement(child.Name, answers[child.Name]));
    }

    private XElement Filled(Answers answers)
    {
        var element = new XElement(Name);
        Fill(element, answers);
        return element;
    }
}

/// <summary>XML from and to the outside: no DTD, nothing fetched, bounded.</summary>
internal static class XmlText
{
    private const int Depth = ChecklistLimits.Depth + 4;

    internal static byte[] Write(XDocument document)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), Indent = false, NewLineHandling = NewLineHandling.Entitize })) document.Save(writer);
        return bytes.ToArray();
    }

    internal static XElement? Read(Stream xml, out AnswerProblem problem)
    {
        problem = new AnswerProblem("submission-malformed", "", "");
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = AnswerLimits.Bytes, MaxCharactersFromEntities = 1024, IgnoreComments = true, IgnoreProcessingInstructions = true };
        try
        {
            using var reader = XmlReader.Create(xml, settings);
            var root = XDocument.Load(reader).Root;
            if (root is null || IsTooDeep(root)) problem = new AnswerProblem("submission-malformed", "", $"at most {Depth} elements deep");
            else return root;
        }
        catch (XmlException wrong)
        {
            problem = new AnswerProblem("submission-malformed", string.Create(CultureInfo.InvariantCulture, $"line {wrong.LineNumber}"), "");
        }

        return null;
    }

    private static bool IsTooDeep(XElement root)
    {
        var depth = 0;
        for (var level = new List<XElement> { root }; level.Count > 0; level = [.. level.SelectMany(element => element.Elements())])
            if (++depth > Depth) return true;
        return false;
    }
}
