using System.Globalization;
using System.Text;

namespace Saksei.Cosigner.Serving;

/// <summary>The first page: who co-signs here, what, and how far.</summary>
internal static class CosignerPage
{
    internal static Answer Of(CheckpointDesk desk, CosignerOptions options, ICheckpointGate? gate)
    {
        var text = new StringBuilder("Co-signer (c2sp.org/tlog-witness)\n\n");
        text.Append(CultureInfo.InvariantCulture, $"name      {desk.Key.Name.Name}\nkey       {desk.Key.Text}\ndeposits  {desk.DepositKey.Text}\n");
        text.Append(CultureInfo.InvariantCulture, $"limits    of one address: {options.CheckpointsPerTenSeconds} checkpoints and {options.ReadsPerTenSeconds} reads in 10 seconds, {options.DepositsPerTenMinutes} deposits in 10 minutes\n");
        if (gate is not null) text.Append(CultureInfo.InvariantCulture, $"          {gate.About}\n");
        foreach (var log in desk.Logs) Append(text, log, gate is not null);
        if (gate is not null) Append(text, gate);
        return Answer.Given(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Append(StringBuilder text, LogStanding log, bool hasRefusals)
    {
        text.Append(CultureInfo.InvariantCulture, $"\nlog       {log.Origin}\n");
        if (log.Checkpoint is not { } last) text.Append("          not co-signed yet\n");
        else text.Append(CultureInfo.InvariantCulture, $"size      {last.Size}\nroot      {last.Root}\nat        {DateTimeOffset.FromUnixTimeSeconds(log.Time):yyyy-MM-ddTHH:mm:ssZ}\n");
        text.Append(CultureInfo.InvariantCulture, $"          /{log.Hash.ToHex()}/checkpoint\n          /evidence/{log.Hash.ToHex()}\n          /deposits/{log.Hash.ToHex()}\n          /contradictions/{log.Hash.ToHex()}\n");
        if (hasRefusals) text.Append(CultureInfo.InvariantCulture, $"          /refusals/{log.Hash.ToHex()}\n");
    }

    private static void Append(StringBuilder text, ICheckpointGate gate)
    {
        var lines = gate.RefusalLines().ToList();
        text.Append(lines.Count == 0 ? "\nNothing was refused.\n" : "\nRefused, and not co-signed any more from there on:\n");
        foreach (var line in lines) text.Append(line).Append('\n');
    }
}
