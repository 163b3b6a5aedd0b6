using System.Globalization;
using System.Text;
using Xunit;

namespace Saksei.Tests.Vectors;

/// <summary>
/// A register that is being written down: each note is composed as text, by no writer of ours, is taken by the books, and must come
/// out as the script says. Nonces and times follow from its name.
/// </summary>
internal sealed class Script(string name, bool sharesFields = false)
{
    private readonly VectorBooks _books = new();
    private readonly List<VectorAct> _acts = [];
    private readonly HashSet<string> _spoilt = [];
    private DateTime _time = new(2023, 6, 1, 8, 0, 0, DateTimeKind.Unspecified);
    private int _count;

    internal IReadOnlyList<VectorAct> Acts => _acts;

    internal VectorRegister Register => new(name, _acts);

    internal string Tally => _books.Tally;

    /// <summary>An act that takes effect; gives its identity.</summary>
    internal string Applied(string what, string signers, string kind, string fields) => Take(what, "applied", "", kind, Compose(signers, kind, fields), signers);

    /// <summary>An act that is void by a rule; gives its identity.</summary>
    internal string Void(string what, string code, string signers, string kind, string fields) => Take(what, "void", code, kind, Compose(signers, kind, fields), signers);

    /// <summary>A body, as it is, that isn't taken.</summary>
    internal void Refused(string what, string code, string signers, string kind, string body) => Take(what, "refused", code, kind, body, signers);

    /// <summary>A note, as it is, that isn't taken.</summary>
    internal void RefusedNote(string what, string code, string kind, byte[] note) => Keep(what, "refused", code, kind, note);

    /// <summary>An act that takes effect, after all that reading refuses near it.</summary>
    internal string Whole(string what, string signers, string kind, string fields, bool envelope = false)
    {
        var body = Compose(signers, kind, fields);
        Spoil(kind, signers, body, envelope);
        return Take(what, "applied", "", kind, body, signers);
    }

    /// <summary>The clock's time goes on.</summary>
    internal void Tick() => Applied("the clock goes on", VectorFolder.Origin + "/clock", "clock/tick", "");

    /// <summary>The clock's time goes on by hours.</summary>
    internal void Wait(int hours)
    {
        _time = _time.AddHours(hours);
        Tick();
    }

    /// <summary>A tick of before the last.</summary>
    internal void VoidEarlier(string clock)
    {
        _time = _time.AddDays(-1);
        Void("before the last tick", "tick-earlier", clock, "clock/tick", "");
    }

    /// <summary>The body of an act, without its newline.</summary>
    internal string Compose(string signers, string kind, string fields)
    {
        _time = _time.AddMinutes(1);
        var names = string.Join(',', signers.Split(' ').Select(signer => $"\"{Implementation.KeyName(signer)}\""));
        var at = _time.ToString("yyyy-MM-dd'T'HH:mm:ss'+07:00'", CultureInfo.InvariantCulture);
        return $$"""{"kind":"{{kind}}","nonce":"{{VectorFolder.Bits($"nonce {name} {++_count}")}}","at":"{{at}}","signers":[{{names}}]{{(fields.Length > 0 ? "," : "")}}{{fields}}}""";
    }

    // What is read after all, such as an act without an optional field, is none of these.
    private void Spoil(string kind, string signers, string body, bool envelope)
    {
        foreach (var spoilt in Misreadings.Of(body, envelope).Where(spoilt => spoilt.Reach <= (sharesFields ? Reach.Kind : Reach.Field) || _spoilt.Add(spoilt.What)))
        {
            if (Implementation.Problem(Implementation.Sign(VectorFolder.Origin, spoilt.Body, signers.Split(' '))) is { } code)
                Refused(spoilt.What, spoilt.CodeAmong(code), signers, kind, spoilt.Body);
            else Assert.True(spoilt.MayBeRead, $"{kind}, {spoilt.What}: is read");
        }
    }

    private string Take(string what, string outcome, string code, string kind, string body, string signers) =>
        Keep(what, outcome, code, kind, Implementation.Sign(VectorFolder.Origin, body, signers.Split(' ')));

    private string Keep(string what, string outcome, string code, string kind, byte[] note)
    {
        var taken = _books.Take(note);
        Assert.True((taken.Outcome, taken.Code) == (outcome, code), $"{name}, {kind}, {what}: {taken}\n{Encoding.UTF8.GetString(note)}");
        _acts.Add(new VectorAct(what, kind, taken.Outcome, taken.Code, taken.Detail, taken.Identity, Encoding.UTF8.GetString(note)));
        return taken.Identity;
    }
}
