using System.Collections.Immutable;
using Saksei.Verifier;

namespace Saksei.Attacks.Playing;

/// <summary>What a reader who verifies has learned from elsewhere.</summary>
[Flags]
internal enum Known
{
    Nothing = 0,
    Pin = 1,
    Policy = 2,
    Receipt = 4,
    Since = 8,
    Cosigners = 16,
}

/// <summary>A reader of published files, and what <c>verify</c> is given.</summary>
/// <param name="Name">What the reader is called.</param>
/// <param name="Known">What is known.</param>
internal sealed record Reader(string Name, Known Known)
{
    /// <summary>Readers of each attack, by what they add to the files and the pin.</summary>
    internal static ImmutableArray<Reader> All { get; } =
    [
        new("nothing", Known.Nothing), new("pin", Known.Pin), new("policy", Known.Pin | Known.Policy), new("receipt", Known.Pin | Known.Receipt),
        new("since", Known.Pin | Known.Since), new("co-signers", Known.Pin | Known.Cosigners),
    ];

    /// <summary>Verifies published files as this reader does.</summary>
    internal VerificationReport Verify(IPublishedFiles files, Scene scene)
    {
        var kept = scene.Register.Kept;
        var pin = Knows(Known.Pin) ? new Pin(kept.Pin.Log.Text, kept.Pin.Founding.ToHex()) : Pin.None;
        if (Knows(Known.Policy)) pin = pin with { Policy = kept.Policy };
        return Verification.Run(files, pin, kept: new Kept(
            Knows(Known.Receipt) ? [new KeptFile("receipt", kept.Receipt)] : [], [.. Checkpoints(scene)]));
    }

    private bool Knows(Known known) => Known.HasFlag(known);

    // A co-signer that joined shows whatever fits: nothing that speaks against it.
    private IEnumerable<KeptFile> Checkpoints(Scene scene)
    {
        if (Knows(Known.Since)) yield return new KeptFile("checkpoint", scene.Register.Kept.Checkpoint);
        if (!Knows(Known.Cosigners)) yield break;
        foreach (var name in scene.Hands.HonestCosigners)
            if (scene.Honest.Newest(name) is { } newest) yield return new KeptFile($"checkpoint of {name}", newest);
    }
}
