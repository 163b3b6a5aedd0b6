using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Saksei.Cli;
using Saksei.Cli.Bench;
using Saksei.Tests.Seats;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary><c>allocate</c> and <c>seats --explain</c> as docs/spec/allocate.md has them.</summary>
public sealed class SeatCommandTests
{
    private const string Small = "list,votes\nA,70\nB,12\nC,11\nD,7\n";

    [Theory]
    [InlineData("cambodia-2023")]
    [InlineData("cambodia")]
    [InlineData("dhondt")]
    public void Kampong_Cham_2008(string rule)
    {
        foreach (var (nrp, seats) in new[] { (36_362, "CPP 11, SRP 5, HRP 2"), (36_363, "CPP 11, SRP 5, HRP 1, NRP 1"), (74_502, "CPP 11, SRP 5, HRP 1, NRP 1") })
            Assert.Equal(seats, Command.RunOn($"CPP,409766\nSRP,211934\nHRP,72725\nNRP,{nrp}\n", "allocate", "--rule", rule, "--seats", "18", "--json").Json.Seats());
    }

    [Fact]
    public void The_texts_of_1998_differ()
    {
        Assert.Equal("A 5", Command.RunOn(Small, "allocate", "--rule", "cambodia", "--seats", "5").Json.Seats());
        Assert.Equal("A 4, B 1", Command.RunOn(Small, "allocate", "--rule", "cambodia-1998-one-shot", "--seats", "5").Json.Seats());
        Assert.Equal("A 3, B 1, C 1", Command.RunOn(Small, "allocate", "--rule", "hare-largest-remainder", "--seats", "5").Json.Seats());
    }

    [Fact]
    public void Spain_in_one_call_and_one_by_one()
    {
        var provinces = RealData.Lines("spain/07021911.DAT.gz", Encoding.Latin1).Where(line => line.At(9, 10) != 99 && line.At(11, 12) != 99).ToList();
        var lists = RealData.Lines("spain/08021911.DAT.gz", Encoding.Latin1).ToLookup(line => line[9..13]);
        var rows = new StringBuilder("constituency,seats,list,votes,blank\n");
        foreach (var line in provinces)
            foreach (var list in lists[line[9..13]]) rows.Append($"{line[9..13]},{line.At(149, 154)},{list[14..20]},{list.At(20, 27)},{line.At(125, 132)}\n");
        var batch = Command.RunOn(rows.ToString(), "allocate", "--rule", "spain-2019", "--json", "--batch").Json.GetProperty("constituencies").EnumerateArray().ToList();
        Assert.Equal(52, batch.Count);
        foreach (var (answer, line) in batch.Zip(provinces))
        {
            var official = lists[line[9..13]].Where(list => list.At(28, 32) > 0).Select(list => $"{list[14..20]} {list.At(28, 32)}");
            Assert.Equal(line[9..13], answer.GetProperty("constituency").GetString());
            Assert.Equal(string.Join(", ", official), answer.Seats());
        }
    }

    [Theory]
    [InlineData("dhondt")]
    [InlineData("cambodia")]
    [InlineData("hare-largest-remainder")]
    [InlineData("huntington-hill")]
    public void A_batch_equals_single_calls(string rule)
    {
        // Over 64 constituencies the work is shared out between cores; small votes make ties.
        var rows = SeatBench.Votes(130, 6, 7).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',')).Select(cells => (cells[0], cells[2], Votes: long.Parse(cells[3]) % 40)).ToList();
        var text = string.Concat(rows.Select(row => $"{row.Item1},7,{row.Item2},{row.Votes}\n"));
        var batch = Command.RunOn(text, "allocate", "--rule", rule, "--batch").Json.GetProperty("constituencies").EnumerateArray().ToList();
        foreach (var (answer, own) in batch.Zip(rows.GroupBy(row => row.Item1)))
        {
            var alone = Command.RunOn(string.Concat(own.Select(row => $"{row.Item2},{row.Votes}\n")), "allocate", "--rule", rule, "--seats", "7").Json;
            Assert.Equal(own.Key, answer.GetProperty("constituency").GetString());
            foreach (var part in new[] { "seats", "ties" }) Assert.Equal(alone.GetProperty(part).GetRawText(), answer.GetProperty(part).GetRawText());
        }
    }

    [Fact]
    public void The_working_is_exact()
    {
        var steps = Command.RunOn(Small, "allocate", "--rule", "cambodia", "--seats", "6").Json.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal("""{"kind":"quota","list":"A","from":1,"seats":4,"held":0,"votes":70,"decided":"21/5","article":"LEMNA art. 135"}""", steps[0].GetRawText());
        Assert.Equal(
            """{"kind":"highest-average","list":"A","from":5,"seats":1,"held":4,"votes":70,"decided":"14","next":"B","nextDecided":"12","article":"LEMNA art. 135"}""",
            steps[1].GetRawText());
        var explained = Command.RunOn(Small, "allocate", "--rule", "cambodia", "--seats", "6", "--json", "--explain").Json;
        Assert.Equal(4, explained.GetProperty("steps")[1].GetProperty("standings").GetArrayLength());
        Assert.Equal("A", explained.GetProperty("lastSeat").GetProperty("list").GetString());
        Assert.Contains("6 seats to give", explained.GetProperty("explanation").EnumerateArray().Select(line => line.GetString()));
    }

    [Fact]
    public void A_tie_is_a_value()
    {
        var answer = Command.RunOn("A,100\nB,100\nC,100\n", "allocate", "--rule", "dhondt", "--seats", "2").Json;
        Assert.Equal("""[{"step":1,"lists":["A","B","C"],"seats":2}]""", answer.GetProperty("ties").GetRawText());
        Assert.Equal("", answer.Seats());
    }

    [Fact]
    public void No_votes_at_all_leave_every_seat_unfilled()
    {
        var answer = Command.RunOn("A,0\nB,0\n", "allocate", "--rule", "cambodia", "--seats", "3").Json;
        Assert.Equal(3, answer.GetProperty("unfilled").GetInt32());
        Assert.Empty(answer.GetProperty("ties").EnumerateArray());
    }

    [Fact]
    public void Blank_and_cast_votes_count_where_the_threshold_says_so()
    {
        Assert.Equal("A 2", Command.RunOn("A,97\nB,3\n", "allocate", "--rule", "spain-2019", "--seats", "2", "--blank", "1").Json.Seats());
        Assert.Equal("A 33, B 1", Command.RunOn("A,97\nB,3\n", "allocate", "--rule", "spain-2019", "--seats", "34", "--blank", "0").Json.Seats());
        Assert.Contains("blank-votes-missing", Command.RunOn("A,97\nB,3\n", "allocate", "--rule", "spain-2019", "--seats", "34").Error, StringComparison.Ordinal);
        Assert.Contains("blank-votes-missing", Command.RunOn("c,34,A,97\nc,34,B,3\n", "allocate", "--rule", "spain-2019", "--batch").Error, StringComparison.Ordinal);
        const string rule = """{"method":"dhondt","threshold":{"percent":"3","of":"cast"}}""";
        Assert.Equal("A 34", OnRule(rule, "A,97\nB,3\n", "--seats", "34", "--cast", "101").Json.Seats());
        Assert.Contains("cast-votes-missing", OnRule(rule, "A,97\nB,3\n", "--seats", "34").Error, StringComparison.Ordinal);
    }

    // Poland 2019: a coalition needs 8 %, the minority's list nothing.
    [Fact]
    public void A_threshold_by_kind_needs_each_list_s_kind()
    {
        const string rule = """{"method":"dhondt","threshold":{"percent":"5","kinds":{"coalition":"8","exempt":["minority"]}}}""";
        Assert.Equal("A 24, M 1", OnRule(rule, "list,votes,kind\nA,900,single\nK,60,coalition\nM,40,minority\n", "--seats", "25").Json.Seats());
        Assert.Equal("A 24, M 1", OnRule(rule, "c,25,A,900,,,single\nc,25,K,60,,,coalition\nc,25,M,40,,,minority\n", "--batch").Json.GetProperty("constituencies")[0].Seats());
        var missing = OnRule(rule, "A,900,single\nM,40\n", "--seats", "25");
        Assert.Equal((2, ""), (missing.Exit, missing.Output));
        Assert.Contains(":2  list-kind-missing  M: one of coalition, minority, single", missing.Error, StringComparison.Ordinal);
        Assert.Contains(":1  list-kind-unknown  minorty: one of coalition, minority, single", OnRule(rule, "M,40,minorty\n", "--seats", "25").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_looks_beyond_one_constituency_takes_a_batch()
    {
        const string rule = """{"method":"sainte-lague","threshold":{"percent":"10","of":"valid","level":"national"}}""";
        Assert.Contains("national-totals-missing", OnRule(rule, "A,9\nB,1\n", "--seats", "3").Error, StringComparison.Ordinal);
        var batch = OnRule(rule, "X,5,A,50\nX,5,B,50\nY,5,A,890\nY,5,B,10\n", "--batch").Json.GetProperty("constituencies");
        Assert.Equal("A 5", batch[0].Seats());
        Assert.Equal("A 5", batch[1].Seats());
    }

    [Theory]
    [InlineData("\uFEFFA,2\nB,1\n")]
    [InlineData("\uFEFF\"A\",2\nB,1\n")]
    [InlineData("\uFEFF\"list\",votes\nA,2\nB,1\n")]
    public void A_byte_order_mark_is_no_part_of_a_name(string votes) =>
        Assert.Equal("A 2, B 1", Command.RunOn(votes, "allocate", "--rule", "dhondt", "--seats", "3").Json.Seats());

    [Fact]
    public void Standard_input_is_a_file_too()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Root).Assembly.Location, "allocate", "--rule", "dhondt", "--seats", "3", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Write("\uFEFFlist,votes\nក,2\nខ,1\n");
        process.StandardInput.Close();
        using var answer = JsonDocument.Parse(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Equal("ក 2, ខ 1", answer.RootElement.Seats());
    }

    [Fact]
    public void The_document_s_commands_give_what_it_shows()
    {
        var document = File.ReadAllText(Repository.At("docs", "spec", "allocate.md"));
        var shown = document.Split("```console\n")[1..].Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]).ToList();
        Assert.True(shown.Count >= 3);
        foreach (var block in shown)
        {
            var (line, expected) = (block[..block.IndexOf('\n', StringComparison.Ordinal)], block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
            var parts = line.Split("' | ./saksei ");
            var text = parts[0]["$ printf '".Length..].Replace("\\n", "\n", StringComparison.Ordinal);
            Assert.Equal(expected, Command.RunOn(text, [.. parts[1].Split(' ').SkipLast(1)]).Output);
        }
    }

    private static Ran OnRule(string rule, string votes, params string[] args)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, rule);
        try
        {
            return Command.RunOn(votes, ["allocate", "--rule", path, .. args]);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
