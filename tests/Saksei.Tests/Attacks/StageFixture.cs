using Saksei.Attacks;
using Saksei.Cli.Published;

namespace Saksei.Tests.Attacks;

/// <summary>The small register with three co-signers, set up once for the tests of a class.</summary>
public sealed class StageFixture : IDisposable
{
    internal AttackStage Stage { get; } = AttackStage.Set(published => new FolderFiles(published));

    /// <inheritdoc/>
    public void Dispose() => Stage.Dispose();
}
