using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Saksei.Cosigner.Keeping;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Cosigner;

/// <summary>
/// Acts that were deposited, one a file: its receipt and behind it the act. Whose keys hold a co-signer doesn't know, so no signature
/// is checked here: of one act that comes again with other signature lines, all lines are kept, and who reads it takes those that hold.
/// </summary>
internal sealed class DepositBox
{
    private const int MostDeposits = 20_000, MostLines = 64, ReceiptLines = 6, MostFileBytes = EntryBundle.MaximumRecordBytes + (32 << 10);
    private const long MostBytes = 512L << 20;

    private readonly Lock _gate = new();
    private readonly SignerKey _key;
    private readonly TimeProvider _time;
    private readonly Dictionary<Hash, DurableFolder> _folders = [];
    private readonly Dictionary<Hash, (Hash Log, long Time)> _kept = [];
    private long _bytes;

    private DepositBox(SignerKey key, TimeProvider time) => (_key, _time) = (key, time);

    /// <exception cref="CosignerFolderException">A file isn't a deposit.</exception>
    internal static DepositBox Open(DurableFolder folder, IEnumerable<Hash> logs, SignerKey key, TimeProvider time)
    {
        var box = new DepositBox(key, time);
        foreach (var log in logs)
        {
            var inner = folder.Inner(log.ToHex());
            box._folders.Add(log, inner);
            foreach (var name in inner.Names) box.Know(inner, log, name);
        }

        return box;
    }

    internal Answer Take(SignedAct act, Hash log)
    {
        lock (_gate)
        {
            try
            {
                return _kept.ContainsKey(act.Identity) ? TakeAgain(act) : TakeFirst(act, log);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                return Answer.Refused(500, "deposit-not-written");
            }
        }
    }

    internal Answer List(Hash log)
    {
        lock (_gate)
        {
            var text = new StringBuilder();
            foreach (var (identity, kept) in _kept.Where(pair => pair.Value.Log == log).OrderBy(pair => pair.Value.Time).ThenBy(pair => pair.Key))
                text.Append(CultureInfo.InvariantCulture, $"{identity.ToHex()} {kept.Time}\n");
            return Answer.Given(Encoding.ASCII.GetBytes(text.ToString()));
        }
    }

    internal Answer Act(Hash identity) => Read(identity) is { } file ? Answer.Given(file.Act) : Answer.Refused(404, "act-missing");

    internal Answer Receipt(Hash identity) => Read(identity) is { } file ? Answer.Given(file.Receipt) : Answer.Refused(404, "act-missing");

    private Answer TakeFirst(SignedAct act, Hash log)
    {
        if (_kept.Count >= MostDeposits || _bytes + act.Note.Length > MostBytes) return Answer.Refused(507, "deposits-full");
        var receipt = new DepositReceipt(Encoding.UTF8.GetString(act.Origin.Span), act.Identity, _time.GetUtcNow().ToUnixTimeSeconds());
        var note = SignedNote.Sign(receipt.ToText(), _key);
        Write(act.Identity, log, receipt.Time, [.. note, .. act.Note.Span]);
        return Answer.Given(note);
    }

    // The receipt is the first one's: an act isn't later for having come again.
    private Answer TakeAgain(SignedAct act)
    {
        if (Read(act.Identity) is not { } file || SignedNote.Parse(file.Act) is not { } known) return Answer.Refused(500, "deposit-not-written");
        var lines = known.Signatures.Select(Line).ToList();
        var more = act.Signatures.Select(Line).Where(line => !lines.Any(other => line.AsSpan().SequenceEqual(other))).Take(MostLines - lines.Count).ToList();
        if (more.Count == 0) return Answer.Given(file.Receipt);
        byte[] whole = [.. file.Receipt.Span, .. file.Act.Span, .. more.SelectMany(line => line)];
        if (whole.Length <= MostFileBytes) Write(act.Identity, _kept[act.Identity].Log, _kept[act.Identity].Time, whole, file.Receipt.Length + file.Act.Length);
        return Answer.Given(file.Receipt);
    }

    private static byte[] Line(NoteSignature line) => SignedNote.SignatureLine(line.Key, line.Signature.Span);

    private void Write(Hash identity, Hash log, long time, byte[] file, long before = 0)
    {
        _folders[log].Write(identity.ToHex(), file);
        _kept[identity] = (log, time);
        _bytes += file.Length - before;
    }

    private void Know(DurableFolder folder, Hash log, string name)
    {
        if (!Hash.TryParseHex(name, out var identity) || folder.ReadFile(name, MostFileBytes) is not { } bytes || Split(bytes) is not { } file
            || SignedNote.Parse(file.Receipt) is not { } note || !note.IsSignedBy(_key.Verifier)
            || DepositReceipt.Parse(note.Text.Span) is not { } receipt || receipt.Identity != identity)
            throw new CosignerFolderException("state-unreadable", folder.At(name));
        _kept.Add(identity, (log, receipt.Time));
        _bytes += bytes.Length;
    }

    private (ReadOnlyMemory<byte> Receipt, ReadOnlyMemory<byte> Act)? Read(Hash identity)
    {
        lock (_gate)
        {
            return _kept.TryGetValue(identity, out var kept) && _folders[kept.Log].ReadFile(identity.ToHex(), MostFileBytes) is { } bytes ? Split(bytes) : null;
        }
    }

    // A receipt has so many lines, and the act begins behind it.
    private static (ReadOnlyMemory<byte> Receipt, ReadOnlyMemory<byte> Act)? Split(ReadOnlyMemory<byte> file)
    {
        var at = 0;
        for (var line = 0; line < ReceiptLines; line++)
        {
            if (file.Span[at..].IndexOf((byte)'\n') is not (>= 0 and var end)) return null;
            at += end + 1;
        }

        return (file[..at], file[at..]);
    }
}
