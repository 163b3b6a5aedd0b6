using System.Numerics;

namespace Saksei.Attacks.Playing;

/// <summary>What the one or those who attack have got hold of.</summary>
[Flags]
public enum Hands
{
    /// <summary>Nothing: anybody who reads and sends.</summary>
    None = 0,

    /// <summary>The server's disk, or the folder that is published: no key.</summary>
    Disk = 1,

    /// <summary>The log's key, and with it the server.</summary>
    Log = 2,

    /// <summary>The observers' co-signer.</summary>
    ObserversCosigner = 4,

    /// <summary>The party's co-signer.</summary>
    PartysCosigner = 8,

    /// <summary>The commission's co-signer.</summary>
    CommissionsCosigner = 16,

    /// <summary>The desk's key of the organisation that signed, or would have signed, what is attacked.</summary>
    Author = 32,

    /// <summary>A key that an organisation holds rightfully.</summary>
    Organisation = 64,
}

/// <summary>Hands in words, and counted.</summary>
internal static class HandsInWords
{
    /// <summary>Co-signers in the order in which they are won over: the commission's last.</summary>
    internal static readonly (Hands Hand, string Name)[] Cosigners =
        [(Hands.ObserversCosigner, "observers"), (Hands.PartysCosigner, "party"), (Hands.CommissionsCosigner, "commission")];

    private static readonly (Hands Hand, string Words)[] Words =
    [
        (Hands.Disk, "the server's disk"), (Hands.Log, "the log's key"), (Hands.ObserversCosigner, "the observers' co-signer"),
        (Hands.PartysCosigner, "the party's co-signer"), (Hands.CommissionsCosigner, "the commission's co-signer"),
        (Hands.Author, "the author's key"), (Hands.Organisation, "an organisation's own key"),
    ];

    /// <summary>Who joined, in words.</summary>
    internal static string Of(Hands hands) => hands == Hands.None ? "none: anybody can do it" : string.Join(", ", Words.Where(one => hands.HasFlag(one.Hand)).Select(one => one.Words));

    extension(Hands hands)
    {
        /// <summary>How many joined.</summary>
        internal int Count => BitOperations.PopCount((uint)hands);

        /// <summary>Co-signers who keep to the protocol.</summary>
        internal IEnumerable<string> HonestCosigners => Cosigners.Where(one => !hands.HasFlag(one.Hand)).Select(one => one.Name);

        /// <summary>Co-signers who sign whatever they are shown.</summary>
        internal IEnumerable<string> JoinedCosigners => Cosigners.Where(one => hands.HasFlag(one.Hand)).Select(one => one.Name);
    }
}
