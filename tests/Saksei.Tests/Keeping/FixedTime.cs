using Saksei.Verifier;

namespace Saksei.Tests.Keeping;

/// <summary>A clock that stands.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}

/// <summary>Published files of which there is only a checkpoint.</summary>
internal sealed class KeptCheckpoint(byte[] note) : IPublishedFiles
{
    public PublishedFile Read(string path, long maximumBytes) => path == Publication.Checkpoint ? PublishedFile.Of(note) : PublishedFile.Missing;

    public IEnumerable<PublishedEntry>? List() => null;
}
