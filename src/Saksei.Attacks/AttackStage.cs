using System.Collections.Immutable;
using Saksei.Attacks.Joined;
using Saksei.Attacks.Playing;
using Saksei.Attacks.Setting;
using Saksei.Verifier;

namespace Saksei.Attacks;

/// <summary>
/// A small register that is founded, filled, co-signed and published in a folder, and on which attacks are played, each on a copy of its
/// own. Its figures are simulated and its keys nobody's.
/// </summary>
public sealed class AttackStage : IDisposable
{
    private readonly AttackedRegister _register;
    private readonly Func<string, IPublishedFiles> _open;
    private readonly bool _isKept;

    private AttackStage(AttackedRegister register, Func<string, IPublishedFiles> open, bool isKept) => (_register, _open, _isKept) = (register, open, isKept);

    /// <summary>How many acts the register has.</summary>
    public int Size => _register.Records.Length;

    /// <summary>Where it lies.</summary>
    public string Folder => _register.Workshop.Folder;

    internal AttackedRegister Register => _register;

    /// <summary>Sets it up.</summary>
    /// <param name="open">How a published folder is read: as <c>verify</c> reads it.</param>
    /// <param name="folder">An empty folder in which all is left; null for a temporary one that goes.</param>
    public static AttackStage Set(Func<string, IPublishedFiles> open, string? folder = null)
    {
        var place = folder is null ? Directory.CreateTempSubdirectory("saksei-attack-").FullName : Directory.CreateDirectory(folder).FullName;
        var register = AttackedRegister.Make(place);
        register.Files.WriteTo(Path.Combine(place, "published"));
        File.WriteAllBytes(Path.Combine(place, "register.pin"), register.Kept.Pin.ToBytes());
        File.WriteAllBytes(Path.Combine(place, "register.policy"), register.Kept.Policy.ToBytes());
        File.WriteAllBytes(Path.Combine(place, "kept.tlog-proof"), register.Kept.Receipt);
        File.WriteAllBytes(Path.Combine(place, "kept.checkpoint"), register.Kept.Checkpoint);
        return new AttackStage(register, open, folder is not null);
    }

    /// <summary>Plays an attack, and has every reader verify what is published then.</summary>
    public PlayedAttack Play(Attack attack)
    {
        ArgumentNullException.ThrowIfNull(attack);
        var folder = Path.Combine(Folder, "attacks", attack.Name);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        using var scene = new Scene(_register, attack.Hands, folder, attack.IsOneInTheDark);
        var seen = attack.Publishing is { } publishing ? Read(attack, scene, publishing(scene)) : [];
        return new PlayedAttack(attack, seen, attack is { Asking: { } asking, Refused: { } refused } ? refused with { Code = asking(scene) } : null);
    }

    /// <summary>What every reader sees of the register before anybody attacks it.</summary>
    public ImmutableArray<Seen> ReadUntouched() => Play(new Attack("untouched", Hands.None, "Nothing is done.") { Publishing = scene => scene.Register.Files }).Seen;

    /// <summary>Plays every change of what the public sees by every set of hands, and counts how many have to join.</summary>
    public JoinedHands Join() => JoinedHands.Play(_register);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isKept) Directory.Delete(Folder, recursive: true);
    }

    private ImmutableArray<Seen> Read(Attack attack, Scene scene, PublishedCopy published)
    {
        var folder = Path.Combine(scene.Folder, "published");
        published.WriteTo(folder);
        attack.OnDisk?.Invoke(folder);
        return [.. Reader.All.Select(reader => new Seen(reader.Name, reader.Verify(_open(folder), scene).Findings, attack.Expected.GetValueOrDefault(reader.Name)))];
    }
}
