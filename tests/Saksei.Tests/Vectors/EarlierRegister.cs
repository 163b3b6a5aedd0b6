using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Saksei.Register.Tree;

namespace Saksei.Tests.Vectors;

/// <summary>
/// A small register of before, whose acts the vectors carry over: its notes are composed as text, and its tree is computed here from the
/// leaves by the recursion of RFC 6962 and nothing else.
/// </summary>
internal sealed class EarlierRegister(string log = EarlierRegister.Origin)
{
    internal const string Origin = "simulated.saksei.test/earlier";
    private readonly List<byte[]> _notes = [];
    private DateTime _time = new(2018, 7, 29, 8, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The log's key, as a definition names it.</summary>
    internal static string LogKey => Implementation.KeyText(Origin);

    /// <summary>Founded by a commission and observers; the observers give an agent and another desk keys.</summary>
    internal static EarlierRegister Founded(string log = Origin)
    {
        var register = new EarlierRegister(log);
        string Founder(string code) => $$"""{"organisation":"{{code}}","category":"{{code}}","interest":"{{code}}","keys":["{{Implementation.KeyText(code + "/desk")}}"]}""";
        register.Add("commission/desk observers/desk", "register/found", $$"""
            "definition":"{{VectorFolder.Digits("earlier definition")}}","simulated":true,"log":"{{Implementation.KeyText(Origin)}}","clock":"{{Implementation.KeyText(Origin + "/clock")}}","founders":[{{Founder("commission")}},{{Founder("observers")}}]
            """.Trim());
        register.Add("observers/desk", "organisations/enrol", Setting.Enrolled("observers", [("observers/earlier", "eva")], "desk"));
        register.Add("observers/desk", "organisations/enrol", Setting.Enrolled("observers", [("observers/agent", "avi")]));
        return register;
    }

    internal int Count => _notes.Count;

    internal void GoTo(int year) => _time = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Appends an act; gives its identity.</summary>
    internal string Add(string signers, string kind, string fields)
    {
        _time = _time.AddMinutes(1);
        var names = string.Join(',', signers.Split(' ').Select(signer => $"\"{Implementation.KeyName(signer)}\""));
        var at = _time.ToString("yyyy-MM-dd'T'HH:mm:ss'+07:00'", CultureInfo.InvariantCulture);
        var body = $$"""{"kind":"{{kind}}","nonce":"{{VectorFolder.Bits($"earlier {Count}")}}","at":"{{at}}","signers":[{{names}}],{{fields}}}""";
        _notes.Add(Implementation.Sign(Origin, body, signers.Split(' ')));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"saksei/act/v1\n{Origin}\n{body}\n")));
    }

    /// <summary>The fields of an act that carries some of its acts, with the acts that gave out the keys.</summary>
    internal string Carry(int[] keys, int[] acts, Func<string, string>? edit = null)
    {
        var fields = $$"""
            "register":"{{Origin}}","checkpoint":"{{Convert.ToBase64String(Checkpoint())}}","keys":[{{string.Join(',', keys.Select(Record))}}],"acts":[{{string.Join(',', acts.Select(Record))}}]
            """.Trim();
        return edit is null ? fields : edit(fields);
    }

    /// <summary>A record with its proof.</summary>
    internal string Record(int index) => Record(index, _notes[index]);

    /// <summary>The proof of a record, with another note.</summary>
    internal string Record(int index, byte[] note) => $$"""
        {"index":{{index}},"proof":[{{string.Join(',', Proof(index, 0, Count).Select(hash => $"\"{hash.ToHex()}\""))}}],"note":"{{Convert.ToBase64String(note)}}"}
        """.Trim();

    internal byte[] Note(int index) => _notes[index];

    private byte[] Checkpoint() => Implementation.SignNote($"{Origin}\n{Count}\n{Convert.ToBase64String(Root(0, Count).ToArray())}\n", log);

    private Hash Root(int start, int end) => end - start == 1 ? Hash.OfLeaf(_notes[start]) : Hash.OfNode(Root(start, Middle(start, end)), Root(Middle(start, end), end));

    private IEnumerable<Hash> Proof(int index, int start, int end)
    {
        if (end - start == 1) return [];
        var middle = Middle(start, end);
        return index < middle ? Proof(index, start, middle).Append(Root(middle, end)) : Proof(index, middle, end).Append(Root(start, middle));
    }

    private static int Middle(int start, int end)
    {
        var half = 1;
        while (half * 2 < end - start) half *= 2;
        return start + half;
    }
}
