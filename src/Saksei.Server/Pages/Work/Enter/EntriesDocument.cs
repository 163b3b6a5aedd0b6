using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Server.Books;
using Saksei.Server.Pages.Work.Pictures;

namespace Saksei.Server.Pages.Work.Enter;

/// <summary>
/// How far double entry is in a unit, as a clerk's page asks for it (docs/spec/http.md): never what somebody typed. Computed from the register's
/// books alone.
/// </summary>
internal static class EntriesDocument
{
    /// <summary>
    /// The entries of one organisation at the stations of a unit, written once a view; null where no page enters the unit's forms, or the
    /// organisation's aren't official.
    /// </summary>
    internal static byte[]? Of(View view, string unitCode, string organisation)
    {
        var definition = view.Books.Definition;
        if (definition.FindUnit(unitCode) is not { } unit || !EnterModel.IsWhole(unit) || !definition.Holds(organisation, Office.Official)) return null;
        return view.File($"entries/{organisation} {unitCode}", _ => Write(view, unit, organisation));
    }

    private static byte[] Write(View view, Unit unit, string organisation)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("size", view.Size);
            json.WriteStartArray("forms");
            foreach (var station in unit.AllStations())
                foreach (var contest in view.Books.Definition.Contests.Where(contest => contest.Has(station)))
                    WriteForm(json, view.BooksOf(contest), station, contest, organisation);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteForm(Utf8JsonWriter json, BooksAsOf books, Station station, Contest contest, string organisation)
    {
        json.WriteStartObject();
        json.WriteString("station", station.Code);
        json.WriteString("form", contest.Form.Code);
        if (books.CopiesOf(station).FirstOrDefault(copy => copy.Organisation == organisation && copy.Source == CopySource.Official) is { } copy)
            json.WriteString("copy", copy.Entry.Word);
        if (books.OpenEntriesOf(station).FirstOrDefault(open => open.Organisation == organisation) is { } entry) WriteEntry(json, entry, contest);
        WritePhotographs(json, books, books.CopiesOf(station).SelectMany(known => known.Attachments).Concat(books.OpenEntriesOf(station).SelectMany(open => open.Attachments)));
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, OpenEntry entry, Contest contest)
    {
        json.WriteString("step", entry.Step.Word);
        json.WriteNumber("round", entry.Round);
        json.WriteString("sheet", entry.Sheet);
        json.WriteStartArray("asked");
        foreach (var figure in entry.Asked) json.WriteStringValue(contest.FigureName(figure));
        json.WriteEndArray();
        json.WriteStartArray("sealed");
        foreach (var by in entry.By)
        {
            json.WriteStartObject();
            json.WriteString("key", by.Signer.ToString());
            json.WriteString("commit", by.Commit.ToHex());
            json.WriteBoolean("opened", by.Opened);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePhotographs(Utf8JsonWriter json, BooksAsOf books, IEnumerable<Attachment> files)
    {
        json.WriteStartArray("photographs");
        foreach (var file in files.Where(file => SheetFigure.Shows(file.MediaType)).Select(file => file.Sha256).Distinct())
            if (books.Snapshot.Files.FindTakenDown(file) is null)
                json.WriteStringValue(file.ToHex());
        json.WriteEndArray();
    }
}
