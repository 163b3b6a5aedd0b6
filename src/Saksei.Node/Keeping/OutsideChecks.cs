using System.Collections.Immutable;
using Saksei.Register.Notes;
using Saksei.Verifier;

namespace Saksei.Node.Keeping;

/// <summary>What others are shown: the server, published files, scripts.</summary>
internal static class OutsideChecks
{
    private const int MostMilliseconds = 2000;

    internal static ImmutableArray<DoctorCheck> All { get; } =
    [
        new("server-silent", true, patient => patient.Around.Served is not { } served ? Found.Unseen : served.Files is null ? Found.Alarm(served.Url)
            : served.Elapsed.TotalMilliseconds > MostMilliseconds ? Found.Warn(served.Url) : Found.Ok(served.Url)),
        new("server-differs", true, patient => patient.With(host => patient.Around.Served is { Files: { } files } served ? Against(patient, host, files, served.Url) : Found.Unseen)),
        new("publication-behind", true, patient => patient.With(host => patient.Around.PublishedUnread is { Length: > 0 } unread ? Found.Unread(unread)
            : patient.Around.Published is { } files ? Against(patient, host, files, "") : Found.Unseen)),
        new("scripts-unregistered", true, patient => patient.With(host => patient.Around.Scripts(host) is not { } scripts ? Found.Unseen
            : scripts.Count == 0 ? Found.Ok() : Found.Alarm(string.Join(", ", scripts)))),
    ];

    // Behind is a warning; another register, or another history of this one, an alarm. The roots are compared at the size that is shown;
    // behind is only what was there before it was asked for, for a server writes meanwhile.
    private static Found Against(Patient patient, RegisterHost host, IPublishedFiles files, string name)
    {
        var file = files.Read(Publication.Checkpoint, SignedCheckpoint.MaximumBytes);
        if (!file.IsRead || SignedCheckpoint.Parse(file.Bytes, out _) is not { } signed || signed.Check(host.Founding.Log).Length > 0) return Found.Alarm(host.Head.Size, name);
        var (size, behind) = (signed.Checkpoint.Size, Math.Max(0, patient.SizeBefore - signed.Checkpoint.Size));
        if (size > host.Follow().Size || LastKnownCheck.RootAt(host, size) != signed.Checkpoint.Root) return Found.Alarm(behind, name);
        return behind > 0 ? Found.Warn(behind, name) : Found.Ok(size, name);
    }
}
