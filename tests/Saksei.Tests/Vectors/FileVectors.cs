using static Saksei.Tests.Vectors.Implementation;
using static Saksei.Tests.Vectors.VectorFolder;

namespace Saksei.Tests.Vectors;

/// <summary>The book <c>files</c>: taking down what acts name.</summary>
internal static class FileVectors
{
    private const string Kind = "files/take-down", PartyA = "party-a/desk", PartyB = "party-b/desk", Commission = "commission/desk";

    internal static IEnumerable<(string Book, Func<VectorFile> Run)> All => [("files", () => new("files", [Own(), ByOffice(), Lasting(), NamedBefore()]))];

    // Each party names one paper of its own.
    private static VectorRegister Own()
    {
        var script = new Script("taking down one's own file");
        Setting.Found(script);
        script.Void("a file that no act names", "file-unknown", PartyA, Kind, TakeDown(0));
        script.Applied("a report with a file", PartyA, "stations/conditions", Conditions("S01", Papers(1)));
        script.Void("by another organisation", "take-down-not-allowed", PartyB, Kind, TakeDown(0));
        script.Whole("by the organisation that named it", PartyA, Kind, TakeDown(0));
        script.Void("a file that was taken down", "file-taken-down", PartyA, Kind, TakeDown(0, "danger"));
        script.Applied("another report with the file that was taken down: it stands without it", PartyB, "stations/conditions", Conditions("S01", Papers(1)));
        script.Void("a checklist whose form was taken down", "file-taken-down", "observers/desk", "observation/checklist", Checklist(Papers(1)[1..^1]));
        script.Void("the definition", "file-lasting", Commission, Kind, $"\"file\":\"{DefinitionIdentity}\",\"ground\":\"unlawful\",\"article\":\"art.9\"");
        return script.Register;
    }

    // Two organisations name it: neither can take it from the other.
    private static VectorRegister ByOffice()
    {
        var script = new Script("taking down a file that two named");
        Setting.Found(script);
        script.Applied("a report with a file", PartyA, "stations/conditions", Conditions("S01", Papers()));
        script.Void("a void report with the same file", "station-unknown", PartyB, "stations/conditions", Conditions("S99", Papers(1)));
        script.Void("by one of the two", "take-down-not-allowed", PartyA, Kind, TakeDown(0));
        script.Void("by the other", "take-down-not-allowed", PartyB, Kind, TakeDown(0));
        script.Applied("by the office that decides with ground and article", Commission, Kind, TakeDown(0, "court-order"));
        script.Applied("what one alone named", PartyA, Kind, TakeDown(1, "rights-of-another"));
        return script.Register;
    }

    private static VectorRegister Lasting()
    {
        var script = new Script("files by which others are read");
        Setting.Found(script);
        script.Applied("a report with two files", "observers/desk", "stations/conditions", Conditions("S01", Papers()));
        script.Applied("a checklist", "observers/desk", "observation/checklist", Checklist(Papers(1)[1..^1]));
        script.Void("its form, by its own organisation", "file-lasting", "observers/desk", Kind, TakeDown(0));
        script.Void("its form, by the office", "file-lasting", Commission, Kind, TakeDown(0, "court-order"));
        script.Applied("another file", "observers/desk", Kind, TakeDown(1, "danger"));
        return script.Register;
    }

    // What another named first isn't protected by becoming a checklist; what was one before stays one.
    private static VectorRegister NamedBefore()
    {
        var script = new Script("a photograph of another named as a checklist");
        Setting.Found(script);
        script.Applied("a report with a file", PartyA, "stations/conditions", Conditions("S01", Papers(1)));
        script.Applied("a checklist that names it as its form", "observers/desk", "observation/checklist", Checklist(Papers(1)[1..^1]));
        script.Void("by the one that named it first", "take-down-not-allowed", PartyA, Kind, TakeDown(0));
        script.Applied("by the office", Commission, Kind, TakeDown(0, "court-order"));
        script.Applied("another checklist", PartyB, "observation/checklist", Checklist(Papers()[1..^1].Split("},")[1]));
        script.Applied("a report of another with its form", PartyA, "stations/conditions", Conditions("S02", Papers()));
        script.Void("the form, by the office", "file-lasting", Commission, Kind, TakeDown(1, "court-order"));
        return script.Register;
    }

    private static string TakeDown(int paper, string ground = "personal-data") => $"\"file\":\"{HashOf(Attachments[paper])}\",\"ground\":\"{ground}\",\"article\":\"art.9\"";

    private static string Conditions(string station, string papers) =>
        $$""" "station":"{{station}}","doors":"not-seen","presence":[],"posted":"not-seen","handed":[],"attachments":{{papers}} """.Trim();

    private static string Checklist(string form) =>
        $"\"id\":\"counting\",\"version\":\"1\",\"form\":{form},\"questions\":[]";
}
