using System.Runtime.InteropServices;

namespace Saksei.Words;

/// <summary>
/// The system's ICU, as far as names are ordered by it. .NET itself runs without (InvariantGlobalization): so there is no culture by which
/// anything else could come out differently, and a machine without ICU runs everything and orders no names. Its library and its functions
/// have the version in their names, which nobody can know before.
/// </summary>
internal sealed class Icu
{
    private const int Newest = 99, Oldest = 50;
    private const int Numeric = 7, On = 17;
    private readonly Opening _open;
    private readonly Setting _set;
    private readonly Keying _key;

    private Icu(nint library, string version)
    {
        Version = version;
        _open = Function<Opening>(library, "ucol_open", version);
        _set = Function<Setting>(library, "ucol_setAttribute", version);
        _key = Function<Keying>(library, "ucol_getSortKey", version);
    }

    private delegate nint Opening([MarshalAs(UnmanagedType.LPUTF8Str)] string language, ref int status);

    private delegate void Setting(nint collator, int attribute, int value, ref int status);

    private delegate int Keying(nint collator, [MarshalAs(UnmanagedType.LPWStr)] string text, int length, byte[] key, int size);

    /// <summary>That of this machine; none where there is none.</summary>
    internal static Icu? Here { get; } = Find("libicui18n.so.");

    /// <summary>Its version.</summary>
    internal string Version { get; }

    internal static Icu? Find(string library)
    {
        for (var version = Newest; version >= Oldest; version--)
            if (NativeLibrary.TryLoad(FormattableString.Invariant($"{library}{version}"), out var found)) return new Icu(found, FormattableString.Invariant($"{version}"));
        return null;
    }

    /// <summary>The order of a language: CLDR's, with numbers in names as numbers. Nothing where ICU opens none.</summary>
    internal nint Open(string language)
    {
        var status = 0;
        var collator = _open(language, ref status);
        if (collator != 0) _set(collator, Numeric, On, ref status);
        return collator;
    }

    /// <summary>The bytes by which a text stands before or behind others.</summary>
    internal byte[] KeyOf(nint collator, string text)
    {
        var key = new byte[4 * text.Length + 16];
        var length = _key(collator, text, text.Length, key, key.Length);
        if (length <= key.Length) return key[..length];
        key = new byte[length];
        _key(collator, text, text.Length, key, length);
        return key;
    }

    private static T Function<T>(nint library, string name, string version) where T : Delegate =>
        Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, $"{name}_{version}"));
}
