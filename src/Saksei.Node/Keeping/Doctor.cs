using System.Collections.Immutable;
using Saksei.Store;

namespace Saksei.Node.Keeping;

/// <summary>Looks at everything that an operator has to know of, one row each, in one order (docs/spec/doctor.md).</summary>
public static class Doctor
{
    /// <summary>All checks, in the order in which they are listed.</summary>
    public static ImmutableArray<DoctorCheck> All { get; } = [.. MachineChecks.All, .. RegisterChecks.All, .. OutsideChecks.All];

    /// <summary>Opens the register of a folder and looks at everything.</summary>
    public static ImmutableArray<Reading> Examine(Surroundings around) => Examine(around.Folder, () => around);

    /// <summary>The same, and others are asked once the register is open, so that they are held against where it stood before they were.</summary>
    public static ImmutableArray<Reading> Examine(string folder, Func<Surroundings> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var (host, trouble) = TryOpen(folder);
        var before = host?.PublishedSize ?? 0;
        using (host) return Examine(new Patient(ask(), host, trouble) { SizeBefore = before }, _ => true);
    }

    /// <summary>Looks at some of it, of a register that is open already.</summary>
    public static ImmutableArray<Reading> Examine(Patient patient, Func<DoctorCheck, bool> wanted) =>
        [.. All.Select((check, at) => (Check: check, Number: at + 1)).Where(one => wanted(one.Check)).Select(one => new Reading(one.Number, one.Check, Look(one.Check, patient)))];

    // What a disk or a damaged file can do is a finding of the check that met it: what couldn't be looked at isn't well.
    private static Found Look(DoctorCheck check, Patient patient)
    {
        try
        {
            return check.Look(patient);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Found.Failed(e.Message);
        }
    }

    private static (RegisterHost? Host, string Trouble) TryOpen(string folder)
    {
        if (!RegisterStore.Exists(folder)) throw new RegisterFolderException("register-missing", folder);
        try
        {
            return (RegisterHost.Open(folder), "");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, e.Message);
        }
    }
}
