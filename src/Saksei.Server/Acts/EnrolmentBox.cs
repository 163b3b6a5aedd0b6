using System.Text;
using Saksei.Register.Notes;

namespace Saksei.Server.Acts;

/// <summary>
/// A letter box between phones and desks (docs/spec/enrolment.md): answers to slips, until a desk fetches them. It isn't trusted with
/// anything: the desk checks each by its slip's secret, and a phone hands in its answer again until the register knows its key.
/// </summary>
internal sealed class EnrolmentBox
{
    /// <summary>Bytes of an answer.</summary>
    internal const int MostBytes = 2048;

    private const string Format = "saksei/enrolment/v1";
    private const int Lines = 7;
    private const int KeyLine = 4;
    private const int MostOfName = 4;
    private const int MostOfOrganisation = 50_000;
    private const int MostOrganisations = 1_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, List<string>>> _answers = [];

    /// <summary>Takes an answer; false where it isn't one, or is of an organisation that isn't known.</summary>
    internal bool Put(byte[] bytes, Func<string, bool> isKnown)
    {
        var answer = Encoding.UTF8.GetString(bytes);
        var lines = answer.Split('\n');
        if (lines.Length != Lines || lines[0] != Format || !VerifierKey.TryParse(lines[KeyLine], out var key)) return false;
        var name = key.Name.Name;
        if (name.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var end) || !isKnown(name[..end])) return false;
        lock (_lock) return Keep(name[..end], name, answer);
    }

    /// <summary>The answers for an organisation, one behind the other.</summary>
    internal string Of(string organisation)
    {
        lock (_lock) return _answers.TryGetValue(organisation, out var names) ? string.Concat(names.Values.SelectMany(answers => answers)) : "";
    }

    private bool Keep(string organisation, string name, string answer)
    {
        if (!_answers.TryGetValue(organisation, out var names))
        {
            if (_answers.Count >= MostOrganisations) return false;
            _answers.Add(organisation, names = []);
        }

        if (!names.TryGetValue(name, out var answers))
        {
            if (names.Count >= MostOfOrganisation) return false;
            names.Add(name, answers = []);
        }

        if (answers.Contains(answer)) return true;

        // Filling a name's place can't push out what is there: a swapped key is found by the desk anyway.
        if (answers.Count >= MostOfName) return false;
        answers.Add(answer);
        return true;
    }
}
