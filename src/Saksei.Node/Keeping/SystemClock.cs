using System.ComponentModel;
using System.Diagnostics;

namespace Saksei.Node.Keeping;

/// <summary>Asks the system whether it holds its clock against others.</summary>
internal static class SystemClock
{
    private const int MostWaiting = 2000;

    /// <summary>By <c>timedatectl</c>; null where there is none, or it doesn't answer: in a container, or on another system.</summary>
    internal static bool? IsHeld()
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo("timedatectl", ["show", "--property=NTPSynchronized", "--value"]) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (asked is null || !asked.WaitForExit(MostWaiting) || asked.ExitCode != 0) return null;
            return asked.StandardOutput.ReadToEnd().Trim() switch
            {
                "yes" => true,
                "no" => false,
                _ => null,
            };
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            return null;
        }
    }
}
