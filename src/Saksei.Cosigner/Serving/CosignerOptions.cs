namespace Saksei.Cosigner.Serving;

/// <summary>How a co-signer is served.</summary>
/// <param name="Url">Where it listens, without TLS: a proxy before it has that.</param>
public sealed record CosignerOptions(string Url)
{
    /// <summary>Checkpoints that one address may hand in within ten seconds.</summary>
    public int CheckpointsPerTenSeconds { get; init; } = 50;

    /// <summary>Acts that one address may deposit within ten minutes.</summary>
    public int DepositsPerTenMinutes { get; init; } = 120;

    /// <summary>What one address may read within ten seconds.</summary>
    public int ReadsPerTenSeconds { get; init; } = 500;
}
