using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Results;

namespace Saksei.Server.Pages.Stations;

/// <summary>What is said of one station, in sentences that state what differs and judge nobody.</summary>
internal static class StationSentences
{
    private const int FiguresNamed = 3;

    /// <summary>The answer: do its copies agree?</summary>
    internal static string Title(Frame frame, StationModel model) =>
        frame.Speech.Say("sentence.colon", frame.Title(model.Station), Answer(frame, model));

    private static string Answer(Frame frame, StationModel model) => model.Standing.State switch
    {
        Corroboration.Missing => frame.Speech.Say("station.missing"),
        Corroboration.Uncorroborated => model.Copies.Count == 1 ? frame.Speech.Say("station.one-copy") : frame.Speech.Say("station.silent-copies"),
        Corroboration.Corroborated => model.Copies.Count == 2
            ? frame.Speech.Say("station.agree.both")
            : frame.Speech.Say("station.agree.all", frame.Speech.Count(model.Copies.Count)),
        Corroboration.Contradicted => Differing(frame, model),
        Corroboration.Adjudicated => frame.Speech.Say("station.adjudicated", frame.Speech.Count(model.Standing.Differing.Length)),
    };

    private static string Differing(Frame frame, StationModel model)
    {
        var speech = frame.Speech;
        var fields = model.Standing.Differing.Length;
        var inFields = fields == 1 ? speech.Say("fields.one") : speech.Say("fields.many", speech.Count(fields));
        if (model.Versions.Majority is null)
            return model.Versions.Speaking == 2
                ? speech.Say("station.differ.two", inFields)
                : speech.Say("station.differ.versions", speech.Count(model.Versions.Speaking), inFields);
        var key = model.Versions.Apart == 1 ? "station.differ.odd" : "station.differ.odd-many";
        return speech.Say(key, speech.Count(model.Versions.Apart), speech.Count(model.Versions.Speaking), inFields);
    }

    /// <summary>Which figures differ, and what each copy has.</summary>
    internal static IEnumerable<string> Lead(Frame frame, StationModel model)
    {
        var speech = frame.Speech;
        foreach (var figure in model.Standing.Differing.Take(FiguresNamed))
        {
            var said = model.Copies.Where(copy => copy.Figures[figure] is not null)
                .GroupBy(copy => copy.Figures[figure]!.Value)
                .Select(group => speech.Say("station.value", speech.List([.. group.Select(copy => Label(frame, copy))]), group.Key));
            yield return speech.Say("station.figure", frame.NameOfFigure(figure), string.Join(speech.Say("list.semicolon"), said));
        }

        if (model.Standing.Differing.Length > FiguresNamed)
            yield return speech.Say("station.more-figures", model.Standing.Differing.Length - FiguresNamed);
    }

    /// <summary>What a copy is called: where it comes from, and whose it is.</summary>
    internal static string Label(Frame frame, Copy copy) =>
        frame.Speech.Say("copy.label", frame.Speech.Say("source." + copy.Source.Word), frame.NameOfOrganisation(copy.Organisation));

    /// <summary>From which sheet a copy was taken, how, and whether the official figure stood in the register already.</summary>
    internal static string Details(Frame frame, Copy copy)
    {
        var speech = frame.Speech;
        List<string> details = [Sheet(frame, copy.Sheet), speech.Say("method." + copy.Method.Word), speech.Say("entry.short." + copy.Entry.Word)];
        if (copy.Source != CopySource.Official) details.Add(speech.Say(copy.Sighted ? "copy.sighted" : "copy.blind"));
        return string.Join(speech.Say("list.comma"), details);
    }

    /// <summary>The name of a sheet as the definition has it.</summary>
    internal static string Sheet(Frame frame, string code) =>
        frame.Definition.Head.Sheets.FirstOrDefault(sheet => sheet.Code == code) is { } sheet ? frame.Speech.Name(sheet.Names, code) : code;

    /// <summary>The first axis: is there an official figure, and what is it as decided?</summary>
    internal static string Official(Frame frame, StationModel model)
    {
        if (frame.Books.AdjudicationOf(model.Station) is { } adjudication)
            return frame.Speech.Say("official." + adjudication.Act.Outcome.Word + (adjudication.Act.Final ? ".final" : ""));
        return OfficialCopy(frame, model) is null ? frame.Speech.Say("official.none") : frame.Speech.Say("official.copy");
    }

    /// <summary>The second axis: how was the official copy typed?</summary>
    internal static string Entry(Frame frame, StationModel model)
    {
        if (frame.Books.OpenEntriesOf(model.Station).Any()) return frame.Speech.Say("entry.open");
        return OfficialCopy(frame, model) is not { } copy ? frame.Speech.Say("entry.none")
            : copy.Method == CopyMethod.Imported ? frame.Speech.Say("entry.imported")
            : frame.Speech.Say("entry." + copy.Entry.Word);
    }

    /// <summary>How far a double entry has come that isn't a copy yet.</summary>
    internal static string OpenEntry(Frame frame, OpenEntry entry) => entry.Asked.IsEmpty
        ? frame.Speech.Say("entry.sealed", entry.Sealed, frame.NameOfOrganisation(entry.Organisation))
        : frame.Speech.Say("entry.asked-again", frame.Speech.List([.. entry.Asked.Select(frame.NameOfFigure)]), frame.NameOfOrganisation(entry.Organisation));

    /// <summary>The third axis: do copies agree, and how independent are they?</summary>
    internal static string Corroborated(Frame frame, StationModel model) => model.Standing.Grade is { } grade
        ? frame.Speech.Say("grade.sentence." + grade.Code())
        : model.Standing.Pattern is not null ? frame.Speech.Say("pattern.sentence", Sentences.Pattern(frame.Speech, model.Standing))
        : frame.Speech.Say("corroboration." + model.Standing.State.Code());

    /// <summary>The shape that marks a state.</summary>
    internal static string Shape(Corroboration state) => state switch
    {
        Corroboration.Missing => "missing",
        Corroboration.Uncorroborated => "alone",
        Corroboration.Corroborated => "agree",
        Corroboration.Contradicted => "differ",
        Corroboration.Adjudicated => "settled",
    };

    private static Copy? OfficialCopy(Frame frame, StationModel model) =>
        model.Copies.FirstOrDefault(copy => copy.Source == CopySource.Official && frame.Definition.Holds(copy.Organisation, Office.Official));
}
