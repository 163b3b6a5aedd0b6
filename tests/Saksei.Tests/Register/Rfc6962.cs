using System.Security.Cryptography;

namespace Saksei.Tests.Register;

/// <summary>
/// A second Merkle tree, written from the text of RFC 6962 section 2.1 and nothing else: lists of records, recursion,
/// byte arrays. It shares no code with Saksei.Register. Only the digests of ranges are kept, for speed.
/// </summary>
internal sealed class Rfc6962(IReadOnlyList<byte[]> d)
{
    private readonly Dictionary<(int From, int Until), byte[]> _mth = [];

    /// <summary>D[i] = "leaf i".</summary>
    public static Rfc6962 Counted(int size) => new([.. Enumerable.Range(0, size).Select(Record)]);

    public static byte[] Record(int i) => System.Text.Encoding.UTF8.GetBytes($"leaf {i}");

    /// <summary>"The hash of a list with one entry (also known as a leaf hash) is: MTH({d(0)}) = SHA-256(0x00 || d(0))."</summary>
    public static byte[] Leaf(byte[] record) => SHA256.HashData([0x00, .. record]);

    /// <summary>"MTH(D[n]) = SHA-256(0x01 || MTH(D[0:k]) || MTH(D[k:n]))"</summary>
    public static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([0x01, .. left, .. right]);

    /// <summary>MTH(D[0:n]).</summary>
    public byte[] Mth(int n) => Mth(0, n);

    /// <summary>MTH(D[from:until]).</summary>
    public byte[] Mth(int from, int until)
    {
        if (from == until) return SHA256.HashData([]);
        if (_mth.TryGetValue((from, until), out var known)) return known;
        if (until - from == 1) return _mth[(from, until)] = Leaf(d[from]);
        var k = K(until - from);
        return _mth[(from, until)] = Node(Mth(from, from + k), Mth(from + k, until));
    }

    /// <summary>PATH(m, D[0:n]).</summary>
    public List<byte[]> Path(int m, int n) => Path(m, 0, n);

    /// <summary>PROOF(m, D[0:n]) = SUBPROOF(m, D[0:n], true), for 0 &lt; m &lt;= n.</summary>
    public List<byte[]> Proof(int m, int n) => SubProof(m, 0, n, true);

    /// <summary>Which way PATH turns at each step from the leaf up: true where the sibling stands left.</summary>
    public static string Turns(int m, int n)
    {
        if (n == 1) return "";
        var k = K(n);
        return m < k ? Turns(m, k) + "r" : Turns(m - k, n - k) + "l";
    }

    // "PATH(m, D[n]) = PATH(m, D[0:k]) : MTH(D[k:n]) for m < k; and PATH(m - k, D[k:n]) : MTH(D[0:k]) for m >= k."
    private List<byte[]> Path(int m, int from, int until)
    {
        var n = until - from;
        if (n == 1) return [];
        var k = K(n);
        return m < k
            ? [.. Path(m, from, from + k), Mth(from + k, until)]
            : [.. Path(m - k, from + k, until), Mth(from, from + k)];
    }

    // "SUBPROOF(m, D[m], true) = {}; SUBPROOF(m, D[m], false) = {MTH(D[m])};
    //  m <= k: SUBPROOF(m, D[0:k], b) : MTH(D[k:n]);  m > k: SUBPROOF(m - k, D[k:n], false) : MTH(D[0:k])."
    private List<byte[]> SubProof(int m, int from, int until, bool b)
    {
        var n = until - from;
        if (m == n) return b ? [] : [Mth(from, until)];
        var k = K(n);
        return m <= k
            ? [.. SubProof(m, from, from + k, b), Mth(from + k, until)]
            : [.. SubProof(m - k, from + k, until, false), Mth(from, from + k)];
    }

    // "Let k be the largest power of two smaller than n (i.e., k < n <= 2k)."
    private static int K(int n)
    {
        var k = 1;
        while (2 * k < n) k *= 2;
        return k;
    }
}
