using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Register.Cosigning;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Node.Cosigning;

/// <summary>
/// Has a register's checkpoints co-signed, in rounds: the newest books are taken, every co-signer is asked for their checkpoint at the
/// same time, and readers are shown these books once enough have signed. A co-signer that is slower than a round is asked again when it has
/// answered, and what it signed is kept all the same.
/// </summary>
public sealed class CosignatureCollector : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(1);

    // Times of co-signatures say that somebody still looks; so they are made anew also where nothing comes in. Where one hasn't signed,
    // it is asked again soon: nothing else would come of its return.
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly RegisterHost _host;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _failed;
    private readonly IHashReader _nodes;
    private ImmutableArray<CosignerClient> _clients = [];
    private readonly Dictionary<string, Task> _asked = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _moved = new(1, 1);
    private Task _rounds = Task.CompletedTask;

    private CosignatureCollector(RegisterHost host, HttpMessageHandler handler, TimeProvider time, Action<Exception> failed)
    {
        (_host, _time, _failed) = (host, time, failed);
        _http = new HttpClient(handler, disposeHandler: false) { Timeout = Patience, MaxResponseContentBufferSize = AddCheckpoint.MaximumBytes };
        _nodes = new RegisterReader(host.Store, () => host.Head.Size).Nodes;
    }

    /// <summary>Begins; where nobody has to co-sign it waits until somebody has to. A mirror asks nobody to sign.</summary>
    /// <param name="host">The register.</param>
    /// <param name="handler">How co-signers are reached.</param>
    /// <param name="time">Between rounds.</param>
    /// <param name="failed">Called with what went wrong in a round; the next one goes on.</param>
    public static CosignatureCollector Start(RegisterHost host, HttpMessageHandler handler, TimeProvider time, Action<Exception> failed)
    {
        var collector = new CosignatureCollector(host, handler, time, failed);
        host.Moved += collector.OnMoved;
        collector._rounds = Task.Run(collector.Run);
        return collector;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _host.Moved -= OnMoved;
        _stopping.Cancel();
        _rounds.Wait();
        Task.WaitAll(_asked.Values);
        _http.Dispose();
        _stopping.Dispose();
        _moved.Dispose();
    }

    private void OnMoved()
    {
        if (_moved.CurrentCount == 0) _moved.Release();
    }

    private async Task Run()
    {
        try
        {
            while (true)
            {
                await _moved.WaitAsync(HaveAllSigned ? Refresh : Retry, _stopping.Token);
                await TryRound();
                await Task.Delay(BetweenRounds, _time, _stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private bool HaveAllSigned => _clients.All(client => _host.CosignerTroubles.GetValueOrDefault(client.Cosigner.Name) is "");

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

    // Ends when everybody has answered or a round's patience is over, not before: the next round would only ask the quick ones again.
    private async Task Round()
    {
        if (_host.Cosigned is not { } head || _host.Mirror is not null) return;
        var books = _host.Snapshot();
        _clients = ClientsOf(head.Policy);
        foreach (var client in _clients)
            if (!_asked.TryGetValue(client.Cosigner.Name, out var before) || before.IsCompleted)
                _asked[client.Cosigner.Name] = Ask(client, head, books);
        await Task.WhenAny(Task.WhenAll(_asked.Values), Task.Delay(Patience, _time, _stopping.Token));

        // Where nothing is published any more, pages go on saying so.
        if (_host.Head.Size > _host.PublishedSize) _host.ShowAnew();
    }

    // Who was asked before is asked on from what it knows.
    private ImmutableArray<CosignerClient> ClientsOf(Policy policy) =>
        [.. policy.Cosigners.Where(one => one.Address.Length > 0).Select(one => _clients.FirstOrDefault(client => client.Cosigner == one) ?? new CosignerClient(_http, one, _nodes))];

    private async Task Ask(CosignerClient client, CosignedHead head, ElectionBooks books)
    {
        try
        {
            await Ask(_host, head, client, books, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _failed(failure);
        }
    }

    /// <summary>Asks one co-signer for these books' checkpoint: keeps what it signed, hears what it said, shows readers what counts.</summary>
    internal static async Task Ask(RegisterHost host, CosignedHead head, CosignerClient client, ElectionBooks books, CancellationToken cancellation)
    {
        var note = host.Store.ReadCheckpoint(books.Size) ?? throw new InvalidDataException($"the checkpoint of {books.Size} is gone");
        var answer = await client.Ask(books.Size, note, cancellation);
        var signed = answer.Code.Length == 0 && head.Add(client.Cosigner, books.Size, answer.Lines.Span) is not null;
        var latest = answer.Code is "cosigner-ahead" or "cosigner-refused" ? await client.Latest(host.Origin, cancellation) : null;
        host.Hear(client.Cosigner, answer.Code.Length == 0 && !signed ? "cosigner-answer" : answer.Code, latest);
        if (signed) host.Publish(books);
    }
}
