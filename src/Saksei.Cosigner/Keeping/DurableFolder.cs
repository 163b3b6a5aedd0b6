namespace Saksei.Cosigner.Keeping;

/// <summary>How far the writing of a file has come. A test stops there, or throws.</summary>
public enum WriteStep
{
    /// <summary>Nothing is written yet.</summary>
    Begun,

    /// <summary>An empty file lies beside the one to be replaced.</summary>
    Opened,

    /// <summary>It has its bytes, which the system may still hold back.</summary>
    Written,

    /// <summary>Its bytes are on the disk.</summary>
    Flushed,

    /// <summary>It has the other's name, which a loss of power may still undo.</summary>
    Renamed,

    /// <summary>It is there whatever happens.</summary>
    Kept,
}

/// <summary>A folder whose files are replaced as a whole: at any moment, after a loss of power too, a name has the old bytes or the new.</summary>
internal sealed class DurableFolder
{
    private const string Unfinished = ".new";
    private readonly Action<WriteStep>? _reached;

    private DurableFolder(string path, Action<WriteStep>? reached) => (Path, _reached) = (path, reached);

    internal string Path { get; }

    /// <summary>Its files, without those that were left unfinished.</summary>
    internal IEnumerable<string> Names => Directory.EnumerateFiles(Path).Select(System.IO.Path.GetFileName).OfType<string>()
        .Where(name => !name.EndsWith(Unfinished, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>Opens a folder; makes it, for its owner alone, where there is none.</summary>
    internal static DurableFolder Open(string path, Action<WriteStep>? reached)
    {
        path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (!Directory.Exists(path))
        {
            const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, own);
            if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } parent) FolderFlush.Flush(parent);
        }

        return new DurableFolder(path, reached);
    }

    internal DurableFolder Inner(string name) => Open(At(name), _reached);

    internal string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Replaces a file; it is on the disk when this returns.</summary>
    internal void Write(string name, ReadOnlySpan<byte> bytes, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        _reached?.Invoke(WriteStep.Begun);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using (var file = new FileStream(At(name + Unfinished), options))
        {
            _reached?.Invoke(WriteStep.Opened);
            file.Write(bytes);
            _reached?.Invoke(WriteStep.Written);
            file.Flush(flushToDisk: true);
            _reached?.Invoke(WriteStep.Flushed);
        }

        File.Move(At(name + Unfinished), At(name), overwrite: true);
        _reached?.Invoke(WriteStep.Renamed);
        FolderFlush.Flush(Path);
        _reached?.Invoke(WriteStep.Kept);
    }

    internal byte[]? ReadFile(string name, int most) => Read(At(name), most);

    /// <summary>A file's bytes; null where there is none.</summary>
    /// <exception cref="CosignerFolderException">It is longer than such a file can be.</exception>
    internal static byte[]? Read(string path, int most)
    {
        if (!File.Exists(path)) return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        if (file.Length > most) throw new CosignerFolderException("file-too-long", path);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
