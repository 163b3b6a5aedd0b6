using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Saksei.Register.Tree;

namespace Saksei.Node.Keeping;

/// <summary>How the small documents of keeping are read and written: strictly, and in one move, so that nobody sees half of one.</summary>
internal static class KeepingFile
{
    private const int MaximumBytes = 1 << 20;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        WriteIndented = true,
    };

    /// <summary>Reads a document of a folder; null where there is none, or it isn't one.</summary>
    internal static T? Read<T>(string folder, string name) where T : class
    {
        var file = RegularFile.Read(folder, name, MaximumBytes);
        if (!file.IsRead) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(file.Bytes.Span, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a list that was read holds no null: what a type says of a list's elements, reading doesn't look at.</summary>
    internal static bool IsWhole<T>(IReadOnlyList<T> list) where T : class => list.All(element => element is object);

    /// <summary>Writes a document, in place of an older one at once.</summary>
    internal static void Write<T>(string folder, string name, T document)
    {
        var path = Path.Combine(folder, name);
        WriteBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(document, Strict), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Writes a file and has it on the disk when it returns.</summary>
    internal static void WriteBytes(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using var stream = new FileStream(path, options);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Copies a file and has the copy on the disk when it returns; gives what its bytes hash to.</summary>
    internal static Hash Copy(string from, string to, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using var source = File.OpenRead(from);
        using var target = new FileStream(to, options);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
        return HashOf(to);
    }

    /// <summary>What a file's bytes hash to, as they lie on the disk.</summary>
    internal static Hash HashOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new Hash(SHA256.HashData(stream));
    }
}
