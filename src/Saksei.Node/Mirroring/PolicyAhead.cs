using Saksei.Register.Acts;

namespace Saksei.Node.Mirroring;

/// <summary>
/// Whether enough have co-signed a checkpoint that is larger than what is here: by the policy in force here, or by one that acts state
/// which aren't here yet. These count only as far as the rules have them take effect.
/// </summary>
internal static class PolicyAhead
{
    internal static bool IsMet(RegisterHost host, UpstreamLog log, NotedCheckpoint shown)
    {
        if (host.Cosigned is not { } head || head.Policy.Judge(shown.Signed.Note).IsMet) return true;
        var (fold, records) = (host.Read(books => books.Fork()), new UpstreamRecords(log, shown.Size));
        for (var index = host.Head.Size; index < shown.Size; index++)
        {
            if (SignedAct.Parse(records.At(index), out _) is not { } signed || fold.Reader.Read(signed).Act is not { } act) return false;
            fold.Apply(act, signed.Identity);
        }

        return fold.Cosigning.Records.For(shown.Size).Judge(shown.Signed.Note).IsMet;
    }

    /// <summary>Whether a register that nothing is here of yet may have another policy than its founding act's.</summary>
    internal static bool MayBeAnother(UpstreamLog log, long size)
    {
        var records = new UpstreamRecords(log, size);
        for (var index = 1L; index < size; index++)
            if (records.At(index).Span.IndexOf("\"kind\":\"register/cosigning\""u8) >= 0)
                return true;
        return false;
    }
}
