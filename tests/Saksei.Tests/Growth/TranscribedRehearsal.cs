using System.Globalization;
using System.Text;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Register.Tree;

namespace Saksei.Tests.Growth;

/// <summary>The rehearsal's election with an organisation that may record every step of a case, so that one key takes them all.</summary>
internal static class TranscribedRehearsal
{
    internal const string Transcriber = "observers-a";
    private static readonly Lazy<ElectionDefinition> Read = new(Make);

    internal static ElectionDefinition Definition => Read.Value;

    private static ElectionDefinition Make()
    {
        string Text(string name) => File.ReadAllText(Repository.At("elections", "cambodia-rehearsal", name));
        var procedures = Encoding.UTF8.GetBytes(Text("procedures.json").TrimEnd()[..^1] + $",\"transcribers\":[\"{Transcriber}\"]}}");
        var known = Encoding.UTF8.GetBytes(Text("procedures.json"));
        var definition = Text("definition.json").Replace(Hash.OfBytes(known).ToHex(), Hash.OfBytes(procedures).ToHex(), StringComparison.Ordinal)
            .Replace(": " + known.Length.ToString(CultureInfo.InvariantCulture) + "}", ": " + procedures.Length.ToString(CultureInfo.InvariantCulture) + "}", StringComparison.Ordinal);
        var reading = ProceduresCheck.Read(Encoding.UTF8.GetBytes(definition), file => file.Role == "procedures" ? procedures : Encoding.UTF8.GetBytes(Text(file.Path)));
        return reading.Definition ?? throw new InvalidOperationException(string.Join(' ', reading.Problems));
    }
}
