using System.Globalization;
using System.Text.Json;
using Saksei.Election.Organisations;
using Saksei.Node.Keeping;
using Saksei.Register.Notes;
using Saksei.Verifier;

namespace Saksei.Node.Mirroring;

/// <summary>What a validator says of a checkpoint: valid, refused for ever, or not yet known.</summary>
/// <param name="Code">Empty where it is valid; <c>validity-later</c> where it isn't known yet.</param>
public readonly record struct Validity(string Code)
{
    /// <summary>It may be asked again.</summary>
    public const string Later = "validity-later";

    /// <summary>Whether it is known to be valid.</summary>
    public bool IsValid => Code.Length == 0;
}

/// <summary>
/// A mirror that holds what it follows against the rules: every act is read, its signatures hold, the register's clock keeps to this
/// one's, and what is published follows from the acts. What it didn't find valid it never finds valid later.
/// </summary>
public sealed class Validator : IDisposable
{
    private const int MostBeyond = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4), Between = TimeSpan.FromMilliseconds(100), BetweenResults = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions Public = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly Mirror _mirror;
    private readonly MirrorSource _source;
    private readonly TimeProvider _time;
    private readonly RefusalShelf _refusals;
    private readonly TickCheck _ticks;
    private readonly RunningCheck _acts;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private (long Size, DateTimeOffset At) _results;

    private Validator(Mirror mirror, MirrorSource source, TimeProvider time)
    {
        (_mirror, _source, _time) = (mirror, source, time);
        _refusals = new RefusalShelf(mirror.Host.Folder, mirror.Host.Origin);
        _acts = new RunningCheck(mirror.Host.Definition, mirror.Host.Origin);
        _ticks = new TickCheck(time);
        foreach (var record in mirror.Host.Store.ReadEntries(0, mirror.Host.Head.Size)) Take(record);
        mirror.Appended = records =>
        {
            foreach (var record in records) Take(record);
        };
    }

    /// <summary>The register as it is here.</summary>
    public RegisterHost Host => _mirror.Host;

    /// <summary>Everything that was refused.</summary>
    public RefusalDocument Refusals => _refusals.Document;

    /// <summary>The same as a document for anybody.</summary>
    public byte[] RefusalsJson => JsonSerializer.SerializeToUtf8Bytes(new { _refusals.Document.Origin, _refusals.Document.Refusals }, Public);

    /// <summary>Opens a validator's folder; all that it holds is checked anew.</summary>
    /// <exception cref="RegisterFolderException">As of a mirror.</exception>
    public static Validator Open(string folder, MirrorSource source, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(source);
        source = source with { FollowsAll = true };
        var mirror = Mirror.Open(folder, source, time);
        try
        {
            return new Validator(mirror, source, time);
        }
        catch
        {
            mirror.Dispose();
            throw;
        }
    }

    /// <summary>Follows, and holds what was published last against what is here.</summary>
    public string Step()
    {
        _turn.Wait();
        try
        {
            return Look();
        }
        finally
        {
            _turn.Release();
        }
    }

    private string Look()
    {
        var code = _mirror.Step();
        if (code == "mirror-record-unread") Refuse("validity-act", "act-malformed", Host.Head.Size);
        if (code.Length == 0) CheckResults();
        return code;
    }

    /// <summary>Whether a checkpoint that the log has signed is of the register that was followed here, and all in it was found valid.</summary>
    public async Task<Validity> Judge(SignedCheckpoint given, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(given);
        if (_refusals.Covering(given.Checkpoint) is { } known) return new Validity(known.Code);
        var begun = _time.GetTimestamp();
        do
        {
            if (!await _turn.WaitAsync(Left(begun), cancellation)) return new Validity(Validity.Later);
            try
            {
                if (await Task.Run(() => Verdict(given), cancellation) is { } verdict) return verdict;
            }
            finally
            {
                _turn.Release();
            }

            await Task.Delay(Between, cancellation);
        }
        while (Left(begun) > TimeSpan.Zero);
        return new Validity(Validity.Later);
    }

    private TimeSpan Left(long begun) => Patience - _time.GetElapsedTime(begun) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    // While nobody else follows: what is in the store counts once it was checked here too. Null where the register isn't so far.
    private Validity? Verdict(SignedCheckpoint given)
    {
        if (Host.Head.Size < given.Checkpoint.Size) Look();
        var until = Math.Min(given.Checkpoint.Size, Host.Head.Size);
        foreach (var record in Host.Store.ReadEntries(Math.Min(_acts.Size, until), until)) Take(record);
        if (_refusals.Covering(given.Checkpoint) is { } found) return new Validity(found.Code);
        if (Host.Head.Size < given.Checkpoint.Size) return _mirror.Forks(Noted(given)) ? new Validity(Forked(given).Code) : null;
        if (LastKnownCheck.RootAt(Host, given.Checkpoint.Size) == given.Checkpoint.Root) return new Validity("");
        _mirror.Contradict(Noted(given), _mirror.OwnTree());
        return new Validity(Forked(given).Code);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mirror.Dispose();
        _turn.Dispose();
    }

    private Refusal Forked(SignedCheckpoint given) =>
        _refusals.Keep(new Refusal("validity-forked", "", -1, "", given.Checkpoint.Size, given.Checkpoint.Root.ToString(), _time.GetUtcNow()));

    private static NotedCheckpoint Noted(SignedCheckpoint given) =>
        new(given, (byte[])[.. given.Note.Text.Span, (byte)'\n', .. given.Note.Signatures.SelectMany(line => SignedNote.SignatureLine(line.Key, line.Signature.Span))]);

    // Behind an act that can't be read nothing more is taken: what comes later is refused with it.
    private void Take(ReadOnlyMemory<byte> record)
    {
        var (leaf, before) = (_acts.Size, _acts.Tick);
        if (_refusals.Document.Refusals.Any(one => one.Code == "validity-act" && one.Index <= leaf)) return;
        var (act, problem) = _acts.Take(record);
        if (problem is not null) Refuse("validity-act", string.Join(' ', new[] { problem.Code, problem.Detail }.Where(word => word.Length > 0)), leaf);
        if (act is ClockTick tick && _ticks.ProblemOf(tick.Header.At.UnixSeconds, before.UnixSeconds, leaf, _mirror.LastWhole) is var (code, seconds))
            Refuse(code, seconds.ToString(CultureInfo.InvariantCulture), leaf);
    }

    private void Refuse(string code, string detail, long index) => _refusals.Keep(new Refusal(code, detail, index, "", index + 1, "", _time.GetUtcNow()));

    // What readers are shown of what counts; it is published only once enough have co-signed it.
    private void CheckResults()
    {
        var (size, now) = (_mirror.Standing.Document.Size, _time.GetUtcNow());
        if (size <= _results.Size || size > Host.Head.Size || (_results.Size > 0 && now - _results.At < BetweenResults)) return;
        var input = new ResultInput(Host.BooksAsOf(size, CancellationToken.None), Host.Voided(0, size));
        var files = _source.Open();
        foreach (var file in ResultFile.Of(Host.Definition))
        {
            var computed = file.Write(input);
            var shown = files.Read(string.Create(CultureInfo.InvariantCulture, $"{file.Path}?at={size}"), (2L * computed.Length) + MostBeyond);
            if (shown.State is ReadState.Missing or ReadState.NotRead) return;
            if (!shown.IsRead || !shown.Bytes.Span.SequenceEqual(computed)) _refusals.Keep(new Refusal("validity-result", "", -1, file.Path, size, "", now));
        }

        _results = (size, now);
    }
}
