using System.Threading.Channels;
using Saksei.Election.Acts;
using Saksei.Node;
using Saksei.Server.Books;
using Saksei.Store;

namespace Saksei.Server.Acts;

/// <summary>What the door and the register made of one note.</summary>
internal sealed record Handled(Admission Admission, Submitted? Submitted);

/// <summary>
/// Notes on their way in. One loop takes what has come meanwhile, lets the door examine it, and commits it together: while one
/// commit goes to the disk the next batch gathers, so a thousand people who post at once share a few commits.
/// </summary>
internal sealed class ActQueue(RegisterHost host, PublishedSizes sizes, ILogger<ActQueue> logger) : BackgroundService
{
    private const int LargestBatch = 1024;
    private readonly Lock _door = new();
    private readonly Channel<Waiting> _channel = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(8 * LargestBatch) { SingleReader = true });

    private sealed record Waiting(ActBody Body, TaskCompletionSource<Handled> Answer);

    /// <summary>Hands a note and its files in and waits until it is durable, or refused.</summary>
    internal async Task<Handled> Submit(ActBody body, CancellationToken cancellation)
    {
        var waiting = new Waiting(body, new TaskCompletionSource<Handled>(TaskCreationOptions.RunContinuationsAsynchronously));
        await _channel.Writer.WriteAsync(waiting, cancellation);
        return await waiting.Answer.Task.WaitAsync(cancellation);
    }

    /// <summary>What the door says of a note, and the fold if the door lets it in. Reading acts shares state: one at a time.</summary>
    internal (Admission Admission, Outcome Outcome) Preview(ActBody body)
    {
        lock (_door)
            return host.Read(fold =>
            {
                var admission = ActDoor.Examine(body.Note, fold, host.Origin, file => host.IsStored(file) || body.Brings(file));
                var outcome = admission is { Signed: { } signed, Act: { } act } ? fold.Preview(act, signed.Identity) : Outcome.Applied;
                return (admission, outcome);
            });
    }

    /// <summary>What the door says of a note whose files are still to come.</summary>
    internal Admission ExamineWithoutFiles(byte[] note)
    {
        lock (_door) return host.Read(fold => ActDoor.Examine(note, fold, host.Origin, _ => true));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (await _channel.Reader.WaitToReadAsync(stoppingToken))
        {
            var batch = new List<Waiting>();
            while (batch.Count < LargestBatch && _channel.Reader.TryRead(out var waiting)) batch.Add(waiting);
            Commit(batch);
        }
    }

    private void Commit(List<Waiting> batch)
    {
        try
        {
            // Files first: an act is in the register only with all that it names.
            foreach (var file in batch.SelectMany(waiting => waiting.Body.Files)) host.Store.AddAttachment(file.Bytes, file.MediaType);
            var admissions = Examine(batch);
            var admitted = admissions.Where(admission => admission.Signed is not null).ToList();
            var submitted = new Queue<Submitted>(host.Submit([.. admitted.Select(admission => new Submission(admission.Signed!.Identity, admission.Signed.Note))]));
            sizes.Note(sizes.Head);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Answer.SetResult(new Handled(admissions[i], admissions[i].IsAdmitted ? submitted.Dequeue() : null));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Nothing of the batch was acknowledged: whoever posts again gets either the old place or a new one, never two.
            logger.LogError(failure, "a batch of {Count} notes failed", batch.Count);
            foreach (var waiting in batch) waiting.Answer.TrySetException(failure);
        }
    }

    private List<Admission> Examine(List<Waiting> batch)
    {
        lock (_door) return host.Read(fold => batch.ConvertAll(waiting => ActDoor.Examine(waiting.Body.Note, fold, host.Origin, host.IsStored)));
    }
}
