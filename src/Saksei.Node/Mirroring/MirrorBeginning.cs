using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Node.Mirroring;

/// <summary>
/// The first batch of a mirror: the founding act with the definition. What names the register lies in the folder before any act does,
/// so that what was pinned on first use stays pinned however the process ends.
/// </summary>
internal static class MirrorBeginning
{
    /// <summary>Whether a folder holds acts already; one that was left before the first of them is begun again.</summary>
    internal static bool HasBegun(string folder)
    {
        if (!RegisterStore.Exists(folder)) return false;
        using var store = RegisterStore.Create(folder);
        return store.ReadHead().Size > 0;
    }

    /// <exception cref="UpstreamException">The server doesn't give what is needed, or gives it wrongly; the folder holds no act.</exception>
    internal static void Run(string folder, MirrorSource source, DateTimeOffset now)
    {
        var log = new UpstreamLog(source.Open());
        var shown = log.Checkpoint();
        if (shown.Size == 0) throw new UpstreamException("register-empty");
        var (signed, founding) = ReadFounding(log, shown.Size);
        CheckNamed(folder, source, new RegisterPin(founding.Log, signed.Identity));
        if (shown.Signed.Check(founding.Log) is { Length: > 0 } wrong) throw new UpstreamException(wrong);
        if (!source.FollowsAll && founding.Policy?.Judge(shown.Signed.Note).IsMet == false && !IsMetByAnother(log, shown, founding)) throw new UpstreamException("policy-not-met");
        Directory.CreateDirectory(folder);
        MirrorStanding.Begin(folder, source.Address, now);
        File.WriteAllBytes(Path.Combine(folder, RegisterPin.FileName), new RegisterPin(founding.Log, signed.Identity).ToBytes());
        using var store = RegisterStore.Create(folder);
        AddDefinition(store, log, founding.Definition);
        Append(store, log, shown, founding.Log);
    }

    private static bool IsMetByAnother(UpstreamLog log, NotedCheckpoint shown, RegisterFound founding) =>
        PolicyAhead.IsMet(new ElectionFold(ReadDefinition(log, founding.Definition).Definition, founding.Log.Name.Name), TileTree.Open(0, _ => []), log, shown);

    private static (SignedAct Signed, RegisterFound Founding) ReadFounding(UpstreamLog log, long size)
    {
        var record = log.Bundle(0, (int)Math.Min(TileCoordinate.FullWidth, size))[0];
        var signed = SignedAct.Parse(record, out var code) ?? throw new UpstreamException(code);
        return ActReader.ReadFounding(signed).Act is RegisterFound founding ? (signed, founding) : throw new UpstreamException("kind-not-found");
    }

    private static void CheckNamed(string folder, MirrorSource source, RegisterPin pin)
    {
        var kept = RegularFile.Read(folder, RegisterPin.FileName, RegisterPin.MaximumBytes) is { IsRead: true } file ? RegisterPin.Parse(file.Bytes.Span) : null;
        if ((source.Log ?? kept?.Log) is { } known && known.Text != pin.Log.Text) throw new UpstreamException("log-key-not-pinned", pin.Log.Text);
        if ((kept is not null && kept.Log.Text != pin.Log.Text) || ((source.Founding ?? kept?.Founding) is { } founding && founding != pin.Founding)) throw new UpstreamException("founding-not-pinned", pin.Founding.ToHex());
    }

    private static void AddDefinition(IRegisterStore store, UpstreamLog log, Hash identity)
    {
        var (bytes, definition) = ReadDefinition(log, identity);
        store.AddAttachment(bytes, "application/json");
        foreach (var file in definition.Head.Files) store.AddAttachment(log.DefinitionFile(file.Attachment.Sha256), file.Attachment.MediaType);
    }

    private static (byte[] Bytes, ElectionDefinition Definition) ReadDefinition(UpstreamLog log, Hash identity)
    {
        var bytes = log.DefinitionFile(identity);
        var reading = DefinitionReader.Read(bytes, file => log.DefinitionFile(file.Attachment.Sha256));
        return (bytes, reading.Definition ?? throw new UpstreamException("definition-differs", reading.Problems[0].Detail));
    }

    private static void Append(IRegisterStore store, UpstreamLog log, NotedCheckpoint shown, VerifierKey key)
    {
        var batch = log.OfBatch(0, key) ?? shown;
        if (batch.Size > shown.Size || (batch.Size < shown.Size && UpstreamLog.BeginningOf(new TileHashReader(shown.Size, log.Tile), shown, batch.Size).Root != batch.Checkpoint.Root))
            throw new UpstreamException("mirror-receipt-differs");
        var records = new UpstreamRecords(log, shown.Size).Read(0, batch.Size);
        var append = CopiedBatch.Prepare(store, store.TakeOver(), records, batch.Checkpoint, batch.OfLog(key)) ?? throw new UpstreamException("mirror-entries-differ");
        if (records.Skip(1).Any(record => SignedAct.Parse(record, out _) is null)) throw new UpstreamException("mirror-record-unread");
        if (!store.TryAppend(append)) throw new UpstreamException("register-taken-over");
    }
}
