using System.CommandLine;
using Saksei.Node;
using Saksei.Words;
using Saksei.Words.Definitions;

namespace Saksei.Cli.Commands;

/// <summary>Says a definition in words.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> PathArgument = new("PATH") { Description = "A folder with definition.json, or the file, or a name of elections/." };
    private static readonly Option<string> Language = new("--language", "--lang") { Description = "A language that there are texts in.", DefaultValueFactory = _ => TextBook.Default };

    internal static Command Make()
    {
        var command = new Command("explain", "Says a definition in words, so that it can be held against the law.") { PathArgument, Language };
        command.SetAction(parsed =>
        {
            var definition = Founding.ReadFolder(Paths.DefinitionFolder(parsed.GetRequiredValue(PathArgument)));
            var speech = Terminal.SpeechIn(parsed.GetRequiredValue(Language), TextBook.Languages, definition.Head.TimeZone);
            var output = parsed.InvocationConfiguration.Output;
            foreach (var part in DefinitionExplanation.Of(speech, definition))
            {
                output.WriteLine(part.Heading);
                foreach (var sentence in part.Sentences) output.WriteLine($"  {sentence}");
                output.WriteLine();
            }
        });
        return command;
    }
}
