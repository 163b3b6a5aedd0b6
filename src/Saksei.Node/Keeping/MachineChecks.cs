using System.Collections.Immutable;
using Saksei.Store;

namespace Saksei.Node.Keeping;

/// <summary>The disk, the folder, the keys, the clock.</summary>
internal static class MachineChecks
{
    private const long Mebibyte = 1 << 20;

    // A night writes some hundred megabytes, a backup and a publication each as much as the register again.
    private const long LeastFree = 512 * Mebibyte, WantedFree = 2048 * Mebibyte;
    private const int MostSecondsApart = 5;

    // What a key is for is its owner's alone.
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    internal static ImmutableArray<DoctorCheck> All { get; } =
    [
        new("disk-full", true, Disk),
        new("folder-open", true, patient => Unix(() => Open(patient.Folder))),
        new("key-open", true, patient => Unix(() => OpenKeys(Path.Combine(patient.Folder, "keys")))),
        new("key-missing", true, patient => patient.With(MissingKeys)),
        new("clock-behind", true, patient => patient.With(host => Tick(patient, host))),
        new("clock-free", false, patient => patient.Around.ClockIsHeld() is not { } held ? Found.Unseen : held ? Found.Ok() : Found.Warn()),
        new("clock-apart", true, patient => patient.Around.Served is { Date: { } date } served ? Apart(Math.Abs((served.At - date).TotalSeconds)) : Found.Unseen),
    ];

    private static Found Disk(Patient patient)
    {
        var file = new FileInfo(Path.Combine(patient.Folder, RegisterStore.FileName));
        var (free, wanted) = (patient.Around.FreeBytes(patient.Folder), Math.Max(WantedFree, file.Exists ? 2 * file.Length : 0));
        object[] values = [free / Mebibyte, wanted / Mebibyte];
        return free < LeastFree ? Found.Alarm(values) : free < wanted ? Found.Warn(values) : Found.Ok(values);
    }

    private static Found Unix(Func<Found> look) => OperatingSystem.IsWindows() ? Found.Unseen : look();

    private static Found Open(string folder)
    {
        string[] open = [.. new[] { folder }.Concat(Directory.EnumerateFiles(folder)).Where(path => Path.Exists(path) && Has(path, OthersWrite)).Select(path => Path.GetFileName(Path.GetFullPath(path)))];
        return open.Length == 0 ? Found.Ok() : Found.Alarm(string.Join(", ", open));
    }

    private static Found OpenKeys(string folder)
    {
        if (!Directory.Exists(folder)) return Found.Unseen;
        string[] open = [.. Directory.EnumerateFiles(folder).Where(path => Has(path, Others)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        return open.Length > 0 ? Found.Alarm(string.Join(", ", open)) : Has(folder, OthersWrite) ? Found.Alarm("keys/") : Found.Ok((long)Directory.EnumerateFiles(folder).Count());
    }

    private static bool Has(string path, UnixFileMode mode) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & mode) != 0;

    // A running server has read its keys, and goes on without their files until it is to start anew.
    private static Found MissingKeys(RegisterHost host)
    {
        string[] names = [host.Origin, host.Founding.Clock.Name.Name];
        string[] missing = [.. names.Where(name => host.Keys.Find(name) is null)], gone = [.. names.Where(name => !host.Keys.IsKept(name))];
        if (missing.Length > 0) return Found.Alarm(string.Join(", ", missing));
        return gone.Length == 0 ? Found.Ok() : Found.Alarm(string.Join(", ", gone)) with { Why = "key-missing.gone" };
    }

    // Ticks never go back: a clock that is behind them stands still until it has caught up.
    private static Found Tick(Patient patient, RegisterHost host)
    {
        var ahead = host.Head.Tick.UnixSeconds - patient.Around.Time.GetUtcNow().ToUnixTimeSeconds();
        return ahead > MostSecondsApart ? Found.Alarm(ahead) : Found.Ok();
    }

    private static Found Apart(double seconds) => seconds > MostSecondsApart ? Found.Alarm((long)seconds) : Found.Ok((long)seconds);
}
