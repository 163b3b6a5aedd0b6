namespace Saksei.Store;

/// <summary>Finds the store of a folder. Which database keeps it is known here and nowhere else.</summary>
public static class RegisterStore
{
    /// <summary>The file that holds a register.</summary>
    public const string FileName = "register.db";

    /// <summary>The layout of that file; grows when an older one can't be read any more.</summary>
    public const int Layout = 3;

    /// <summary>Whether a folder holds a register.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Opens the register of a folder.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is no register, or one of another layout.</exception>
    public static IRegisterStore Open(string folder) => Open(folder, create: false);

    /// <summary>Makes an empty register in a folder, or opens the one that is there.</summary>
    public static IRegisterStore Create(string folder) => Open(folder, create: true);

    private static SqliteRegisterStore Open(string folder, bool create)
    {
        if (!create && !Exists(folder)) throw new FileNotFoundException("there is no register", Path.Combine(folder, FileName));
        return SqliteRegisterStore.Open(Path.Combine(folder, FileName), create);
    }
}
