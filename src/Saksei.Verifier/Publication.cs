using Saksei.Election.Definition;
using Saksei.Register.Tree;

namespace Saksei.Verifier;

/// <summary>Paths of a published register (docs/spec/publication.md). The set of files follows from the register; there is no manifest.</summary>
public static class Publication
{
    /// <summary>The signed checkpoint.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>Official figures by constituency.</summary>
    public const string Tally = "results/tally.json";

    /// <summary>Seats by list and constituency.</summary>
    public const string Seats = "results/seats.json";

    /// <summary>The state of all forms.</summary>
    public const string Summary = "results/summary.json";

    /// <summary>Stations whose copies differ.</summary>
    public const string Contradicted = "results/contradicted.json";

    /// <summary>Acts that are void, and by which rule.</summary>
    public const string Void = "results/void.json";

    /// <summary>What each seat rests on, with certificates.</summary>
    public const string Evidence = "results/evidence.json";

    /// <summary>Who holds the seats.</summary>
    public const string Holders = "results/holders.json";

    /// <summary>Every case, where it stands, and whether it is overdue at the register's time.</summary>
    public const string Cases = "results/cases.json";

    /// <summary>Where somebody watched, what was answered, who was kept away, and every incident at the register's time.</summary>
    public const string Observation = "results/observation.json";

    /// <summary>Every consultation with its opinions, by their hashes.</summary>
    public const string Consultations = "results/consultations.json";

    /// <summary>Findings, recommendations and statements, and where their answers stand at the register's time.</summary>
    public const string Findings = "results/findings.json";

    /// <summary>An attachment.</summary>
    public static string Attachment(Hash sha256) => "attachments/" + sha256.ToHex();

    /// <summary>Whether an attachment may lie at a path.</summary>
    public static bool IsAttachment(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith("attachments/", StringComparison.Ordinal) && Hash.TryParseHex(path["attachments/".Length..], out _);
    }

    /// <summary>The attachments that a definition needs: itself and its files.</summary>
    public static IEnumerable<Hash> DefinitionAttachments(ElectionDefinition definition) =>
        definition.Head.Files.Select(file => file.Attachment.Sha256).Prepend(definition.Identity);
}
