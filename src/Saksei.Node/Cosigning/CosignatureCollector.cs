using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Register.Cosigning;
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
    private readonly CosignedHead _head;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _failed;
    private readonly ImmutableArray<CosignerClient> _clients;
    private readonly Dictionary<string, Task> _asked = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _moved = new(1, 1);
    private Task _rounds = Task.CompletedTask;

    private CosignatureCollector(RegisterHost host, CosignedHead head, HttpMessageHandler handler, TimeProvider time, Action<Exception> failed)
    {
        (_host, _head, _time, _failed) = (host, head, time, failed);
        _http = new HttpClient(handler, disposeHandler: false) { Timeout = Patience, MaxResponseContentBufferSize = AddCheckpoint.MaximumBytes };
        var nodes = new RegisterReader(host.Store, () => host.Head.Size).Nodes;
        _clients = [.. head.Policy.Cosigners.Where(one => one.Address.Length > 0).Select(one => new CosignerClient(_http, one, nodes))];
    }

    /// <summary>Begins for a register whose founders stated a policy; null for another, and for a mirror, which asks nobody to sign.</summary>
    /// <param name="host">The register.</param>
    /// <param name="handler">How co-signers are reached.</param>
    /// <param name="time">Between rounds.</param>
    /// <param name="failed">Called with what went wrong in a round; the next one goes on.</param>
    public static CosignatureCollector? Start(RegisterHost host, HttpMessageHandler handler, TimeProvider time, Action<Exception> failed)
    {
        if (host.Cosigned is not { } head || host.Mirror is not null) return null;
        var collector = new CosignatureCollector(host, head, handler, time, failed);
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
        var books = _host.Snapshot();
        foreach (var client in _clients)
            if (!_asked.TryGetValue(client.Cosigner.Name, out var before) || before.IsCompleted)
                _asked[client.Cosigner.Name] = Ask(client, books);
        await Task.WhenAny(Task.WhenAll(_asked.Values), Task.Delay(Patience, _time, _stopping.Token));

        // Where nothing is published any more, pages go on saying so.
        if (_host.Head.Size > _host.PublishedSize) _host.ShowAnew();
    }

    private async Task Ask(CosignerClient client, ElectionBooks books)
    {
        try
        {
            var note = _host.Store.ReadCheckpoint(books.Size) ?? throw new InvalidDataException($"the checkpoint of {books.Size} is gone");
            var answer = await client.Ask(books.Size, note, _stopping.Token);
            var signed = answer.Code.Length == 0 && _head.Add(client.Cosigner, books.Size, answer.Lines.Span) is not null;
            var latest = answer.Code is "cosigner-ahead" or "cosigner-refused" ? await client.Latest(_host.Origin, _stopping.Token) : null;
            _host.Hear(client.Cosigner, answer.Code.Length == 0 && !signed ? "cosigner-answer" : answer.Code, latest);
            if (signed) _host.Publish(books);
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
}
