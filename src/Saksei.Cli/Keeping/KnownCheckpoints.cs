using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Saksei.Cli.Commands;
using Saksei.Cli.Published;
using Saksei.Node.Keeping;
using Saksei.Register.Notes;
using Saksei.Verifier;

namespace Saksei.Cli.Keeping;

/// <summary>Checkpoints that are known from outside: files that somebody kept, or addresses that serve or mirror the register.</summary>
internal static class KnownCheckpoints
{
    internal static Option<string[]> MakeOption() => new("--last-known")
    {
        Description = "A signed checkpoint known from outside: a file, or the address of the register or of a mirror of it. Several may be given.",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Reads them; nothing is checked but that each is a checkpoint.</summary>
    /// <exception cref="CommandProblem">One isn't there, or is none.</exception>
    internal static ImmutableArray<LastKnown> Read(string[]? given) => [.. (given ?? []).Select(Read)];

    /// <summary>Reads those that can be read; of the others what was named, and the code of why.</summary>
    internal static (ImmutableArray<LastKnown> Known, ImmutableArray<string> Unread) ReadWhatCanBe(string[]? given)
    {
        var (known, unread) = (ImmutableArray.CreateBuilder<LastKnown>(), ImmutableArray.CreateBuilder<string>());
        foreach (var one in given ?? [])
        {
            try
            {
                known.Add(Read(one));
            }
            catch (Exception e) when (e is CommandProblem or IOException or UnauthorizedAccessException)
            {
                unread.Add(Unread(one, e is CommandProblem problem ? problem.Code : "file-failed"));
            }
        }

        return (known.DrainToImmutable(), unread.DrainToImmutable());
    }

    /// <summary>How a place is named that couldn't be read.</summary>
    internal static string Unread(string place, string code) => $"{place} ({code})";

    private static LastKnown Read(string given)
    {
        var (bytes, isOwn) = IsAddress(given) ? Ask(given) : (KeptFiles.Read(given).Bytes, LastKnownCheck.IsOwn(given));
        if (isOwn) throw new CommandProblem("last-known-own", "--last-known", given);
        return new LastKnown(given, SignedCheckpoint.Parse(bytes, out var code) ?? throw new CommandProblem(code, "--last-known", given));
    }

    /// <summary>What an address answers that is to serve the register.</summary>
    internal static ServedLook LookAt(string url)
    {
        var (begun, date, at) = (Stopwatch.GetTimestamp(), (DateTimeOffset?)null, TimeProvider.System.GetUtcNow());
        try
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
            using var response = client.Send(new HttpRequestMessage(HttpMethod.Head, url));
            (date, at, var elapsed) = (response.Headers.Date, TimeProvider.System.GetUtcNow(), Stopwatch.GetElapsedTime(begun));
            return new ServedLook(url, new KeptAnswer(Ask(url).Bytes), date, at, elapsed);
        }
        catch (Exception e) when (e is CommandProblem or HttpRequestException or OperationCanceledException)
        {
            return new ServedLook(url, null, date, at, Stopwatch.GetElapsedTime(begun));
        }
    }

    internal static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    // A register that was restored gives its backup's checkpoint, or none that is later.
    private static (ReadOnlyMemory<byte> Bytes, bool IsClosed) Ask(string address)
    {
        using var note = new ClosedNote();
        using var client = new HttpClient(note) { Timeout = TimeSpan.FromSeconds(30) };
        var file = new HttpFiles(client, VerifyCommands.Publication(client, address), Patience.Usual).Read(Publication.Checkpoint, SignedCheckpoint.MaximumBytes);
        return file.IsRead ? (file.Bytes, note.IsClosed) : throw new CommandProblem(file.Code, address, file.Why);
    }

    // What was asked for once: a look takes one moment.
    private sealed class KeptAnswer(ReadOnlyMemory<byte> checkpoint) : IPublishedFiles
    {
        public PublishedFile Read(string path, long maximumBytes) => path == Publication.Checkpoint ? PublishedFile.Of(checkpoint) : PublishedFile.Missing;

        public IEnumerable<PublishedEntry>? List() => null;
    }
}
