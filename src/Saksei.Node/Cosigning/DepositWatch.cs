using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Saksei.Register.Cosigning;
using Saksei.Register.Tree;

namespace Saksei.Node.Cosigning;

/// <summary>An act that somebody deposited at co-signers and that the register doesn't have.</summary>
/// <param name="Identity">What it is called.</param>
/// <param name="UnixSeconds">Since when it has been there: the earliest that a co-signer says.</param>
/// <param name="At">The co-signers that have it, by the policy's names.</param>
public sealed record DepositedAct(Hash Identity, long UnixSeconds, ImmutableArray<string> At);

/// <summary>Such acts, the oldest first.</summary>
/// <param name="Acts">At most a hundred.</param>
/// <param name="Count">How many there are in all.</param>
public sealed record LackingActs(ImmutableArray<DepositedAct> Acts, int Count)
{
    /// <summary>There are none.</summary>
    public static LackingActs None { get; } = new([], 0);

    internal bool IsSameAs(LackingActs other) =>
        Count == other.Count && Acts.Select(one => (one.Identity, string.Join(' ', one.At))).SequenceEqual(other.Acts.Select(one => (one.Identity, string.Join(' ', one.At))));
}

/// <summary>
/// Asks every co-signer once a minute which acts were deposited with it. What was there for two minutes and isn't in the register is
/// shown to everybody: that an act isn't taken in becomes public so. A co-signer's list is its own word.
/// </summary>
public sealed class DepositWatch : IDisposable
{
    private const int MostAnswerBytes = 2 << 20, MostShown = 100;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(10), Grace = TimeSpan.FromMinutes(2);

    private readonly RegisterHost _host;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _failed;
    private readonly CancellationTokenSource _stopping = new();
    private Task _rounds = Task.CompletedTask;

    /// <summary>Asks nobody by itself.</summary>
    internal DepositWatch(RegisterHost host, HttpMessageHandler handler, TimeProvider time, Action<Exception> failed)
    {
        (_host, _time, _failed) = (host, time, failed);
        _http = new HttpClient(handler, disposeHandler: false) { Timeout = Patience, MaxResponseContentBufferSize = MostAnswerBytes };
    }

    /// <summary>Begins; where nobody has to co-sign nobody is asked.</summary>
    public static DepositWatch Start(RegisterHost host, HttpMessageHandler handler, TimeProvider time, Action<Exception> failed)
    {
        var watch = new DepositWatch(host, handler, time, failed);
        watch._rounds = Task.Run(watch.Run);
        return watch;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        _rounds.Wait();
        _http.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Asks everybody once, and has readers shown what is lacking.</summary>
    internal async Task Round()
    {
        var lists = await Task.WhenAll(Cosigners().Select(async one => (one.Name, Lines: await Ask(one))));
        var before = _time.GetUtcNow().Subtract(Grace).ToUnixTimeSeconds();
        var lacking = lists.SelectMany(list => list.Lines.Select(line => (list.Name, line.Identity, line.UnixSeconds)))
            .Where(one => one.UnixSeconds <= before && _host.Find(one.Identity) is null)
            .GroupBy(one => one.Identity).Select(same => new DepositedAct(same.Key, same.Min(one => one.UnixSeconds), [.. same.Select(one => one.Name).Distinct()]))
            .OrderBy(one => one.UnixSeconds).ThenBy(one => one.Identity).ToList();
        _host.Lack(new LackingActs([.. lacking.Take(MostShown)], lacking.Count));
    }

    private IEnumerable<PolicyCosigner> Cosigners() => _host.Cosigned is { } head ? head.Policy.Cosigners.Where(one => one.Address.Length > 0) : [];

    private async Task Run()
    {
        try
        {
            while (true)
            {
                await TryRound();
                await Task.Delay(Every, _time, _stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task TryRound()
    {
        try
        {
            await Round();
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or OperationCanceledException))
        {
            _failed(failure);
        }
    }

    // Who doesn't answer, or not in this form, names nothing this time.
    private async Task<List<(Hash Identity, long UnixSeconds)>> Ask(PolicyCosigner cosigner)
    {
        try
        {
            var log = Hash.OfBytes(Encoding.UTF8.GetBytes(_host.Origin)).ToHex();
            var text = Encoding.UTF8.GetString(await _http.GetByteArrayAsync(new Uri($"{cosigner.Address.TrimEnd('/')}/deposits/{log}"), _stopping.Token));
            return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).OfType<(Hash, long)>()];
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !_stopping.IsCancellationRequested))
        {
            return [];
        }
    }

    private static (Hash Identity, long UnixSeconds)? Read(string line) =>
        line.Split(' ') is [var identity, var seconds] && Hash.TryParseHex(identity, out var hash) && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
        && time <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? (hash, time) : null;
}
