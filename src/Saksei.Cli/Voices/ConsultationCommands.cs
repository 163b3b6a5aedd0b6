using System.CommandLine;
using System.Text;
using System.Text.Json;
using Saksei.Cli.Commands;
using Saksei.Cli.Published;
using Saksei.Election;
using Saksei.Election.Consultations;
using Saksei.Node;
using Saksei.Node.Imports;
using Saksei.Register.Notes;
using Saksei.Verifier;

namespace Saksei.Cli.Voices;

/// <summary>Consultations: their figures, and opinions with their receipts, made, checked and registered.</summary>
internal static class ConsultationCommands
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "The register's folder." };
    private static readonly Option<string> Consultation = new("--consultation") { Description = "The consultation's code.", Required = true };
    private static readonly Option<string> Output = new("--out") { Description = "The folder for opinions and receipts; it must not exist yet.", Required = true };

    internal static Command Figures()
    {
        var code = new Argument<string?>("CODE") { Description = "One consultation, with every opinion by its hash.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output (always so)." };
        var command = new Command("consultation", "Who was asked, how many opinions came in how, what became of them, and the log of rejections.") { Folder, code, json };
        command.SetAction(parsed =>
        {
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            var books = host.Snapshot();
            foreach (var one in books.Consultations.All) Terminal.Progress($"{one.Code}: {one.Counts.All} opinions, {one.Counts.Published} published, {one.Counts.Rejected} rejected, {one.Counts.Late} late");
            Terminal.Write(parsed.GetValue(code) is { } wanted
                ? ConsultationDocuments.One(books.Consultations, Find(books, wanted), books.Tick) : ConsultationDocuments.Figures(books.Consultations, books.Tick));
            return 0;
        });
        return command;
    }

    internal static Command Opinion() => new("opinion", "Opinions and their receipts: made, registered, held against a register.") { Receipt(), Register(), CheckReceipt() };

    private static Command Receipt()
    {
        var words = new Argument<string>("FILE") { Description = "The words, UTF-8." };
        var key = new Option<string>("--key") { Description = "The file of a private key of the organisation that holds the consultation.", Required = true };
        var origin = new Option<string>("--origin") { Description = "The register's name.", Required = true };
        var command = new Command("receipt", "Writes an opinion's file and the receipt for the person who handed it in; it is registered within the hour by `opinion register`.") { words, Consultation, origin, key, Output };
        command.SetAction(parsed =>
        {
            var desk = ActDesk.Live(parsed.GetRequiredValue(origin), TimeProvider.System);
            var text = new OpinionText(desk.Origin, parsed.GetRequiredValue(Consultation), desk.Bits(), WordsOf(parsed.GetRequiredValue(words)));
            using var signer = SignCommands.ReadKey(parsed.GetRequiredValue(key));
            var receipt = OpinionImport.Promise(text, desk.Now(), signer, NewFolder(parsed));
            return Write(parsed, new { number = receipt.Number, opinion = receipt.Opinion.ToHex(), received = receipt.Received.ToString() });
        });
        return command;
    }

    private static string WordsOf(string path)
    {
        var bytes = KeptFiles.Read(path).Bytes;
        if (!System.Text.Unicode.Utf8.IsValid(bytes.Span)) throw new CommandProblem("text-not-utf-8", path);
        var words = Encoding.UTF8.GetString(bytes.Span).ReplaceLineEndings("\n").TrimEnd('\n');
        return OpinionText.Problem(words) is { Length: > 0 } problem ? throw new CommandProblem(problem, path) : words;
    }

    private static Command Register()
    {
        var channel = new Option<string>("--channel") { Description = "page or paper.", Required = true };
        channel.AcceptOnlyFromAmong("page", "paper");
        var workshop = new Option<string?>("--workshop") { Description = "The workshop's code, if they were handed in there." };
        var key = new Option<string>("--key") { Description = "The name of the key in DIR/keys that signs, such as observers-a/desk.", Required = true };
        var files = new Argument<string[]>("FILE") { Description = "Tables (words, received), files of words (.txt), opinions with their receipts (.opinion, .receipt), or folders of them.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("register", "Registers opinions by their hashes, all or none, and writes a receipt for each.") { Folder, files, Consultation, channel, workshop, key, Output };
        command.SetAction(parsed =>
        {
            var order = new OpinionOrder(
                parsed.GetRequiredValue(Consultation), parsed.GetRequiredValue(key), ConsultationVocabulary.Channels.Find(parsed.GetRequiredValue(channel)) ?? OpinionChannel.Paper,
                parsed.GetValue(workshop) ?? "", parsed.GetRequiredValue(files));
            var output = NewFolder(parsed);
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            var result = OpinionImport.Run(host, order, output);
            foreach (var problem in result.Problems)
                Terminal.Say(parsed.InvocationConfiguration.Error, problem.Code, problem.Line > 0 ? $"{problem.File}:{problem.Line}" : problem.File, problem.Detail);
            Write(parsed, result);
            return result.ProblemCount == 0 ? 0 : 1;
        });
        return command;
    }

    private static string NewFolder(ParseResult parsed)
    {
        var output = parsed.GetRequiredValue(Output);
        return Path.Exists(output) ? throw new CommandProblem("file-exists", output) : output;
    }

    private static Command CheckReceipt()
    {
        var file = new Argument<string>("RECEIPT") { Description = "The receipt." };
        var target = new Argument<string>("TARGET") { Description = "A register's folder, or published files: a folder, or an address." };
        var command = new Command("check", "Says whether an opinion is in the register since when, what became of it, or that it was left out; exit 0 only if its promise is kept.") { file, target, PinOptions.LogKey, PinOptions.Pin };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var (receipt, signature) = OpinionReceipt.Read(KeptFiles.Read(path).Bytes) ?? throw new CommandProblem("receipt-malformed", path);
            var books = BooksOf(parsed.GetRequiredValue(target), parsed);
            var found = PromiseFinding.Of(books.Consultations, books.Organisations, books.Tick, receipt, signature);
            Write(parsed, Answer(receipt, signature, found));
            return found.IsKept ? 0 : 1;
        });
        return command;
    }

    private static object Answer(OpinionReceipt receipt, NoteSignature signature, PromiseFinding found) => new
    {
        state = found.State.Word,
        number = receipt.Number,
        consultation = receipt.Consultation,
        opinion = receipt.Opinion.ToHex(),
        received = receipt.Received.ToString(),
        promisedBy = signature.Key.ToString(),
        act = found.Opinion?.Place.Index,
        since = found.Opinion?.Place.Tick.ToString(),
        channel = found.Opinion?.Channel.Word,
        status = found.Opinion?.Status.Word,
        rule = found.Opinion?.Rejection?.Rule,
        review = found.Opinion?.Rejection?.Review?.Outcome.Word,
        named = found.Opinion?.Named,
    };

    private static ElectionBooks BooksOf(string target, ParseResult parsed)
    {
        if (File.Exists(Path.Combine(target, RegisterHost.DatabaseName)))
        {
            using var host = Terminal.Open(target);
            return host.Snapshot();
        }

        return VerifyCommands.PassedBooks(target, parsed);
    }

    private static ConsultationState Find(ElectionBooks books, string code) =>
        books.Consultations.Find(code) ?? throw CommandProblem.NotOneOf("consultation-unknown", "CODE", code, books.Consultations.All.Select(one => one.Code));

    private static int Write(ParseResult parsed, object document)
    {
        parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(document, document.GetType(), JsonOutput.Options));
        return 0;
    }
}
