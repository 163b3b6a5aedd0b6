using System.Collections.Immutable;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Node.Keeping;

/// <summary>The register itself, what it names, and its backups.</summary>
internal static class RegisterChecks
{
    private const int MinutesOfWarning = 60, MinutesOfAlarm = 24 * 60;

    internal static ImmutableArray<DoctorCheck> All { get; } =
    [
        new("register-damaged", false, Damaged),
        new("checkpoint-unsigned", true, patient => patient.With(Signed)),
        new("register-rolled-back", true, patient => patient.With(host => RolledBack(patient, host))),
        new("file-missing", false, patient => patient.With(host => Files(host, file => host.Store.ReadAttachmentLength(file) is null))),
        new("file-unreadable", false, patient => patient.With(host => Files(host, file => host.Store.ReadAttachment(file) is { } bytes && Hash.OfBytes(bytes) != file))),
        new("register-held", true, patient => RegisterFile.IsHeld(patient.Folder) ? Found.Alarm() : Found.Ok()),
        new("register-closed", true, patient => RestoredMark.IsIn(patient.Folder) ? Found.Warn() : Found.Ok()),
        new("backup-old", true, patient => patient.With(host => BackupAge(patient, host))),
        new("restore-untried", true, Tried),
    ];

    private static Found Damaged(Patient patient)
    {
        if (RegisterFile.Damages(patient.Folder) is [var damage, ..]) return Found.Alarm(damage);
        return patient.Host is null ? Found.Alarm(patient.Trouble) : Found.Ok();
    }

    private static Found Signed(RegisterHost host)
    {
        var size = host.Head.Size;
        var signed = host.Store.ReadCheckpoint(size) is { } note ? SignedCheckpoint.Parse(note, out _) : null;
        var isRight = signed?.Check(host.Founding.Log) is "" && signed.Checkpoint.Size == size && signed.Checkpoint.Root == LastKnownCheck.RootAt(host, size);
        return isRight ? Found.Ok(size) : Found.Alarm(size);
    }

    // Against what is known outside, and against the newest backup: its folder is another disk's, and remembers where the register stood.
    private static Found RolledBack(Patient patient, RegisterHost host)
    {
        if (LastKnownCheck.ProblemOf(host, patient.Around.Known) is { } problem) return Found.Alarm(problem.Place, problem.Missing);
        if (OwnBackups.NotExtended(host) is { } largest) return Found.Alarm(largest.Folder, Math.Max(0, largest.Size - host.Head.Size));
        return patient.Around.KnownUnread is { IsEmpty: false } unread ? Found.Unread(unread.AsSpan()) : Found.Ok(host.Head.Size, (long)patient.Around.Known.Length);
    }

    private static Found Files(RegisterHost host, Func<Hash, bool> isWrong)
    {
        var books = host.Snapshot();
        var files = Publisher.Attachments(host, books.Size, books.Files).ToList();
        var wrong = files.Where(isWrong).ToList();
        return wrong.Count == 0 ? Found.Ok((long)files.Count) : Found.Alarm((long)wrong.Count, wrong[0].ToHex());
    }

    // How much would be lost counts, and not the hours alone: a register that stands still needs no newer backup. A disk that was carried
    // away is no loss yet, and makes an old backup no younger.
    private static Found BackupAge(Patient patient, RegisterHost host)
    {
        if (BackupList.Of(patient.Folder).Backups is not [.., var last]) return Found.Alarm(host.Head.Size, "–");
        var (minutes, acts) = ((patient.Around.Time.GetUtcNow() - last.At).TotalMinutes, host.Head.Size - last.Size);
        object[] values = [acts, last.At.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) + " UTC"];
        var byAge = acts <= 0 || minutes < MinutesOfWarning ? Found.Ok(values) : minutes < MinutesOfAlarm ? Found.Warn(values) : Found.Alarm(values);
        if (!Directory.Exists(last.Folder)) return byAge.State == CheckState.Alarm ? byAge : Found.Warn([.. values, last.Folder]) with { Why = "backup-old.gone" };
        return BackupManifest.Read(last.Folder) is { } manifest && manifest.Root == last.Root ? byAge : Found.Alarm(values);
    }

    private static Found Tried(Patient patient)
    {
        var tried = BackupList.Of(patient.Folder).Backups.Select(backup => RestoreTried.Of(backup.Folder)).OfType<RestoreTried>().LastOrDefault();
        return tried is null ? Found.Warn() : Found.Ok(tried.Size, tried.At.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) + " UTC");
    }
}
