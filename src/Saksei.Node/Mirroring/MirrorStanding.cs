using Saksei.Node.Keeping;

namespace Saksei.Node.Mirroring;

/// <summary>A smaller register that was shown than the mirror holds, and that it begins with: withheld, or rolled back.</summary>
/// <param name="First">When it was seen first.</param>
/// <param name="Last">When it was seen last.</param>
/// <param name="Shown">Acts of it.</param>
/// <param name="Held">Acts that the mirror held.</param>
/// <param name="ShownNote">The signed checkpoint that was shown.</param>
/// <param name="HeldNote">The signed checkpoint that was held.</param>
public sealed record WithheldView(DateTimeOffset First, DateTimeOffset Last, long Shown, long Held, string ShownNote, string HeldNote);

/// <summary>What a mirror knows of the register that it follows, as it lies in <c>mirror.json</c>.</summary>
/// <param name="Format">Its name.</param>
/// <param name="Address">Where the register is followed.</param>
/// <param name="UpToDateAt">When the mirror held all that was shown; null before the first time.</param>
/// <param name="Code">What came of the last look; empty where the mirror holds all.</param>
/// <param name="Since">Since when.</param>
/// <param name="Size">Acts of the checkpoint that was shown last.</param>
/// <param name="Withheld">Smaller registers that were shown, the latest last.</param>
public sealed record MirrorDocument(string Format, string Address, DateTimeOffset? UpToDateAt, string Code, DateTimeOffset Since, long Size, IReadOnlyList<WithheldView> Withheld)
{
    /// <summary>Its name.</summary>
    public const string Kind = "saksei/mirror/v1", FileName = "mirror.json";

    internal static MirrorDocument? In(string folder) =>
        KeepingFile.Read<MirrorDocument>(folder, FileName) is { Format: Kind } read && KeepingFile.IsWhole(read.Withheld) ? read : null;
}

/// <summary>How a mirror stands; readers get it by one reference.</summary>
public sealed class MirrorStanding
{
    private const int MostWithheld = 32;

    // Between two looks a file isn't written for nothing; and what failed once isn't said at once.
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(1), SaidAfter = TimeSpan.FromMinutes(2);

    private readonly string _folder;
    private volatile MirrorDocument _document;
    private DateTimeOffset _written;

    private MirrorStanding(string folder, MirrorDocument document)
    {
        (_folder, _document, Time) = (folder, document, TimeProvider.System);
        Contradictions = new ContradictionShelf(folder);
    }

    /// <summary>What is known.</summary>
    public MirrorDocument Document => _document;

    /// <summary>Files by which the followed log contradicts itself.</summary>
    public ContradictionShelf Contradictions { get; }

    /// <summary>Whose time it is.</summary>
    internal TimeProvider Time { get; set; }

    /// <summary>How long ago the mirror held all that it was shown; null before the first time.</summary>
    public TimeSpan? Behind => _document.UpToDateAt is { } at ? Time.GetUtcNow() - at is var ago && ago > TimeSpan.Zero ? ago : TimeSpan.Zero : null;

    /// <summary>What is said of the last look: a code; empty where all is well, or it failed for less than two minutes.</summary>
    public string Said => _document.Code is "mirror-unreachable" && Time.GetUtcNow() - _document.Since < SaidAfter ? "" : _document.Code;

    /// <summary>That of a folder; null where it isn't a mirror's.</summary>
    internal static MirrorStanding? In(string folder) => MirrorDocument.In(folder) is { } document ? new MirrorStanding(folder, document) : null;

    /// <summary>Makes a folder a mirror's, or has it follow another address.</summary>
    internal static void Begin(string folder, string address, DateTimeOffset now)
    {
        var before = MirrorDocument.In(folder);
        if (before?.Address == address) return;
        KeepingFile.Write(folder, MirrorDocument.FileName, before is null ? new MirrorDocument(MirrorDocument.Kind, address, null, "", now, 0, []) : before with { Address = address });
    }

    /// <summary>Takes what came of a look; says whether readers are to see something anew.</summary>
    internal bool Take(string code, long size)
    {
        var (now, before) = (Time.GetUtcNow(), _document);
        var next = before with { Code = code, Since = code == before.Code ? before.Since : now, Size = size, UpToDateAt = code.Length == 0 ? now : before.UpToDateAt };
        _document = next;
        var isNew = next.Code != before.Code || now - _written >= WriteEvery;
        if (isNew) Write(now);
        return isNew;
    }

    /// <summary>A smaller register was shown; the same again only lasts longer.</summary>
    internal void Withhold(WithheldView view)
    {
        var known = _document.Withheld;
        var lasts = known is [.., var last] && _document.Code == "mirror-withheld" && last.ShownNote == view.ShownNote && last.Held == view.Held;
        IReadOnlyList<WithheldView> next = lasts ? [.. known.Take(known.Count - 1), known[^1] with { Last = view.Last }] : [.. known.TakeLast(MostWithheld - 1), view];
        _document = _document with { Withheld = next };
        if (!lasts) Write(view.Last);
    }

    private void Write(DateTimeOffset now)
    {
        KeepingFile.Write(_folder, MirrorDocument.FileName, _document);
        _written = now;
    }
}
