using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Saksei.Election.Checklists;

namespace Saksei.Checklists;

/// <summary>A checklist as an ODK XForm: what Enketo and ODK Collect show. It goes one way; the checklist is read from its tables.</summary>
public sealed class XForm
{
    private static readonly XNamespace Forms = "http://www.w3.org/2002/xforms", Html = "http://www.w3.org/1999/xhtml", JavaRosa = "http://openrosa.org/javarosa", Odk = "http://www.opendatakit.org/xforms";

    private readonly CheckedChecklist _checklist;
    private readonly FormTree _tree;
    private readonly XFormPaths _paths;

    private XForm(CheckedChecklist checklist)
    {
        (_checklist, _tree) = (checklist, FormTree.Of(checklist));
        _paths = new XFormPaths(_tree);
    }

    private Checklist Form => _checklist.Checklist;

    /// <summary>Writes the XForm.</summary>
    public static byte[] Write(CheckedChecklist checklist)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        return XmlText.Write(new XDocument(new XForm(checklist).Document()));
    }

    private XElement Document() => new(
        Html + "html",
        new XAttribute("xmlns", Forms.NamespaceName), new XAttribute(XNamespace.Xmlns + "h", Html.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "jr", JavaRosa.NamespaceName), new XAttribute(XNamespace.Xmlns + "odk", Odk.NamespaceName),
        new XElement(Html + "head", new XElement(Html + "title", Form.Settings.Title), Model()),
        new XElement(Html + "body", Form.Settings.Style.Length == 0 ? null : new XAttribute("class", Form.Settings.Style), Controls(_tree)));

    private XElement Model() => new(
        Forms + "model", new XAttribute(Odk + "xforms-version", "1.0.0"),
        Form.Languages.IsEmpty ? null : new XElement(Forms + "itext", Form.Languages.Select((language, place) => Translation(language, place))),
        new XElement(Forms + "instance", Data()), Form.Choices.Select(choice => choice.List).Distinct().Select(Choices), Binds(_tree),
        new XElement(Forms + "bind", new XAttribute("nodeset", $"/{FormTree.Root}/meta/instanceID"), new XAttribute("type", "string"), new XAttribute("readonly", "true()"), new XAttribute(JavaRosa + "preload", "uid")));

    private XElement Data()
    {
        var data = new XElement(Forms + FormTree.Root, new XAttribute("id", FormTree.IdOf(Form.Settings)), Form.Settings.Version.Length == 0 ? null : new XAttribute("version", Form.Settings.Version));
        foreach (var child in _tree.Children) data.Add(Node(child));
        data.Add(new XElement(Forms + "meta", new XElement(Forms + "instanceID")));
        return data;
    }

    private XElement Node(FormTree node)
    {
        var element = new XElement(Forms + node.Name, node.Type == QuestionType.BeginRepeat ? new XAttribute(JavaRosa + "template", "") : null, node.Children.Select(Node));
        if (RowOf(node).Default is { Length: > 0 } value) element.Value = value;
        return element;
    }

    private XElement Choices(string list) => new(
        Forms + "instance", new XAttribute("id", list),
        new XElement(Forms + "root", Form.ChoicesOf(list).Select((choice, place) => new XElement(
            Forms + "item", new XElement(Forms + "itextId", ChoiceText(list, place)), new XElement(Forms + "name", choice.Name),
            Form.ChoiceColumns.Zip(choice.Cells).Select(cell => new XElement(Forms + cell.First, cell.Second))))));

    private IEnumerable<XElement> Binds(FormTree node) => node.Children.SelectMany(child => Binds(child).Prepend(Bind(child)));

    private XElement Bind(FormTree node)
    {
        var row = RowOf(node);
        var bind = new XElement(Forms + "bind", new XAttribute("nodeset", _paths.Of(node)));
        if (row.Type.HasValue() || row.Type == QuestionType.Note) bind.Add(new XAttribute("type", XFormTypes.Of(row.Type)));
        foreach (var (name, column) in new[] { ("relevant", "relevant"), ("constraint", "constraint"), ("calculate", "calculation"), ("required", "required") })
            if (Expression(node, column) is { Length: > 0 } expression && (name != "required" || IsAsked(row.Type))) bind.Add(new XAttribute(name, expression));
        if (row.Type == QuestionType.Note || (row.ReadOnly.Length > 0 && row.ReadOnly.ToLowerInvariant() is not ("no" or "false" or "false()"))) bind.Add(new XAttribute("readonly", "true()"));
        foreach (var (name, column, texts) in new[] { ("constraintMsg", "constraint_message", row.ConstraintMessage), ("requiredMsg", "required_message", row.RequiredMessage) })
            if (IsSaid(texts)) bind.Add(new XAttribute(JavaRosa + name, $"jr:itext('{TextId(node, column)}')"));
        if (row.Type.IsFromDevice())
            bind.Add(new XAttribute(JavaRosa + "preload", row.Type == QuestionType.Today ? "date" : "timestamp"), new XAttribute(JavaRosa + "preloadParams", QuestionTypes.Words[row.Type]));
        return bind;
    }

    private IEnumerable<XElement> Controls(FormTree node) => node.Children.Select(Control).OfType<XElement>();

    private XElement? Control(FormTree node)
    {
        var row = RowOf(node);
        if (row.Type == QuestionType.Calculate || row.Type.IsFromDevice() || (row.Calculation.Length > 0 && !IsSaid(row.Label))) return null;
        var control = new XElement(Forms + XFormTypes.Control(row.Type), new XAttribute("ref", _paths.Of(node)));
        if (row.Type == QuestionType.Image) control.Add(new XAttribute("mediatype", "image/*"));
        if (row.Appearance.Length > 0) control.Add(new XAttribute("appearance", row.Appearance));
        foreach (var (name, texts) in new[] { ("label", row.Label), ("hint", row.Hint) })
            if (IsSaid(texts)) control.Add(new XElement(Forms + name, new XAttribute("ref", $"jr:itext('{TextId(node, name)}')")));
        if (row.Type.IsSelect()) control.Add(Itemset(node));
        else if (row.Type == QuestionType.BeginRepeat) control.Add(Repeat(node));
        else if (row.Type == QuestionType.BeginGroup) control.Add(Controls(node));
        return control;
    }

    private XElement Repeat(FormTree node)
    {
        var repeat = new XElement(Forms + "repeat", new XAttribute("nodeset", _paths.Of(node)), Controls(node));
        if (Expression(node, "repeat_count") is { Length: > 0 } count) repeat.Add(new XAttribute(JavaRosa + "count", count));
        return repeat;
    }

    private XElement Itemset(FormTree node)
    {
        var filter = _checklist.Expression(node.Row, "choice_filter", other => _paths.From(node, other, inChoices: true));
        if (filter.Length > 0) filter = $"[{filter}]";
        return new XElement(
            Forms + "itemset", new XAttribute("nodeset", $"instance('{RowOf(node).List}')/root/item{filter}"),
            new XElement(Forms + "value", new XAttribute("ref", "name")), new XElement(Forms + "label", new XAttribute("ref", "jr:itext(itextId)")));
    }

    private XElement Translation(string language, int place)
    {
        var translation = new XElement(Forms + "translation", new XAttribute("lang", language.Length == 0 ? "default" : language));
        if (language == Form.Settings.DefaultLanguage) translation.Add(new XAttribute("default", "true()"));
        foreach (var node in All(_tree))
            foreach (var (column, texts) in XFormTypes.Texts(RowOf(node)).Where(text => IsSaid(text.Texts)))
                translation.Add(Said(TextId(node, column), LabelText.Parts(texts[place]).Select(part => Shown(node, part))));
        foreach (var list in Form.Choices.Select(choice => choice.List).Distinct())
            foreach (var (number, choice) in Form.ChoicesOf(list).Index()) translation.Add(Said(ChoiceText(list, number), [choice.Label[place]]));
        return translation;
    }

    private object Shown(FormTree node, (string Text, bool IsName) part) =>
        part.IsName ? new XElement(Forms + "output", new XAttribute("value", _paths.From(node, part.Text))) : new XText(part.Text);

    private static XElement Said(string id, IEnumerable<object> parts) => new(Forms + "text", new XAttribute("id", id), new XElement(Forms + "value", parts));

    private static IEnumerable<FormTree> All(FormTree node) => node.Children.SelectMany(child => All(child).Prepend(child));

    private string TextId(FormTree node, string column) => $"{_paths.Of(node)}:{column}";

    private static string ChoiceText(string list, int place) => string.Create(CultureInfo.InvariantCulture, $"{list}-{place}");

    // Of what nobody answers a form may say that it is required; programs differ in what they make of it.
    private static bool IsAsked(QuestionType type) => type.HasValue() && type != QuestionType.Calculate;

    private static bool IsSaid(ImmutableArray<string> texts) => texts.Any(text => text.Length > 0);

    private string Expression(FormTree node, string column) => _checklist.Expression(node.Row, column, other => _paths.From(node, other));

    private ChecklistRow RowOf(FormTree node) => Form.Survey[node.Row];
}
