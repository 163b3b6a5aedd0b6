using System.CommandLine;

namespace Saksei.Cli.Seats;

/// <summary>What <c>allocate</c> is given. Numbers are read as strictly as cells are.</summary>
internal static class AllocateArguments
{
    internal static Option<string?> Rule { get; } = new("--rule") { Description = "A bare method, a definition's name, or a file with a rule." };

    internal static Option<string?> Seats { get; } = new("--seats") { Description = "How many seats there are." };

    internal static Option<string?> Blank { get; } = new("--blank") { Description = "Blank votes." };

    internal static Option<string?> Cast { get; } = new("--cast") { Description = "All ballots cast, valid or not." };

    internal static Option<string?> Batch { get; } = new("--batch") { Description = "Rows constituency,seats,list,votes[,blank[,cast[,kind]]]." };

    internal static Argument<string?> Votes { get; } = new("VOTES")
    {
        Description = "Rows list,votes[,kind]; - is standard input.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    internal static string RuleOf(ParseResult parsed) => parsed.GetValue(Rule) ?? throw new CommandProblem("rule-missing", "--rule");

    internal static ConstituencyRows VotesOf(ParseResult parsed)
    {
        var seats = Cell.Seats(parsed.GetValue(Seats) ?? throw new CommandProblem("seats-missing", "--seats"), new Place("--seats", 0));
        var blank = Cell.Optional(parsed.GetValue(Blank), new Place("--blank", 0));
        var cast = Cell.Optional(parsed.GetValue(Cast), new Place("--cast", 0));
        return VotesTable.ReadOne(parsed.GetValue(Votes) ?? throw new CommandProblem("votes-missing"), seats, blank, cast);
    }

    internal static List<ConstituencyRows> BatchOf(ParseResult parsed, string path)
    {
        foreach (var option in new[] { Seats, Blank, Cast })
            if (parsed.GetValue(option) is not null) throw new CommandProblem("options-contradict", option.Name, "--batch");
        if (parsed.GetValue(Votes) is { } votes) throw new CommandProblem("options-contradict", votes, "--batch");
        return VotesTable.ReadMany(path);
    }
}
