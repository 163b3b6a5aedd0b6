using Saksei.Register.Notes;

namespace Saksei.Node;

/// <summary>
/// Private keys in files of one folder, one a file, readable by their owner alone; never published. Who holds a file can sign
/// in its key's name until the key is revoked.
/// </summary>
public sealed class KeyRing
{
    private readonly string _folder;
    private readonly Dictionary<string, SignerKey> _keys = new(StringComparer.Ordinal);

    private KeyRing(string folder) => _folder = folder;

    /// <summary>Reads every <c>*.key</c> of a folder; an empty ring where there is none.</summary>
    /// <exception cref="InvalidDataException">A file isn't a key.</exception>
    public static KeyRing Open(string folder)
    {
        var ring = new KeyRing(folder);
        if (!Directory.Exists(folder)) return ring;
        foreach (var path in Directory.EnumerateFiles(folder, "*.key").Order(StringComparer.Ordinal))
        {
            if (!SignerKey.TryParse(File.ReadAllText(path).Trim(), out var key)) throw new InvalidDataException($"{path} isn't a private key");
            ring._keys[key.Verifier.Name.Name] = key;
        }

        return ring;
    }

    /// <summary>The key of a name, or null.</summary>
    public SignerKey? Find(string name) => _keys.GetValueOrDefault(name);

    /// <summary>Whether a key lies in the folder as it is held here: what is held in memory alone is lost when the process ends.</summary>
    public bool IsKept(string name) =>
        Find(name) is { } held && Directory.Exists(_folder) && Directory.EnumerateFiles(_folder, "*.key").Any(path => File.ReadAllText(path).Trim() == held.ExportText());

    /// <summary>Every key of an organisation, by name.</summary>
    public IEnumerable<SignerKey> Of(string organisation) =>
        _keys.Where(pair => pair.Key.StartsWith(organisation + "/", StringComparison.Ordinal)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);

    /// <summary>Makes a key from a seed of 32 bytes, and keeps it.</summary>
    public SignerKey Add(string name, ReadOnlySpan<byte> seed)
    {
        var key = SignerKey.FromSeed(name, seed);
        Add(key);
        return key;
    }

    /// <summary>Keeps a key.</summary>
    public void Add(SignerKey key)
    {
        var name = key.Verifier.Name.Name;
        Directory.CreateDirectory(_folder);
        Write(key, Path.Combine(_folder, name.Replace('/', '.') + ".key"));
        _keys[name] = key;
    }

    /// <summary>Writes a private key into a new file that its owner alone can read.</summary>
    public static void Write(SignerKey key, string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.WriteLine(key.ExportText());
    }
}
