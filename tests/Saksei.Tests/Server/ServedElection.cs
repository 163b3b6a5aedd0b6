using Xunit;

namespace Saksei.Tests.Server;

/// <summary>Tests of a small election that is served, each of its own.</summary>
public abstract class ServedElection : IAsyncLifetime
{
    private protected ServedElection(Func<string, string, string>? edit = null) => Small = new SmallElection(edit);

    private protected SmallElection Small { get; }

    private protected RunningServer Served { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Served = await RunningServer.Start(Small.Host);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Served.DisposeAsync();
        Small.Dispose();
        GC.SuppressFinalize(this);
    }
}
