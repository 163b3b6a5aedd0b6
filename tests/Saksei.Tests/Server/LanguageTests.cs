using System.Net;
using Saksei.Cli.Commands;
using Saksei.Tests.Cli;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>An election speaks the languages of its definition and no others.</summary>
public sealed class LanguageTests
{
    [Fact]
    public async Task A_language_that_the_definition_has_not_is_nowhere_on_its_pages()
    {
        using var election = Speaking("\"en\"");
        await using var server = await RunningServer.Start(election.Host);
        var page = await server.Page("/en/");
        foreach (var khmer in new[] { "hreflang", "/km/", "digits=khmr", "ខ្មែរ", "សាក្សី", "០១២៣" }) Assert.DoesNotContain(khmer, page, StringComparison.Ordinal);
        Assert.DoesNotContain("lang=\"km\"", await server.Page("/km/", HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.DoesNotContain("៤", await server.Page("/en/?digits=khmr"), StringComparison.Ordinal);
        Assert.Equal("/en/", await Sent(server, "km"));
    }

    [Fact]
    public async Task Those_that_it_has_are_offered_the_first_by_default()
    {
        using var election = Speaking("\"km\",\"en\",\"xx\"");
        await using var server = await RunningServer.Start(election.Host);
        var page = await server.Page("/en/");
        Assert.Contains("<a lang=\"km\" hreflang=\"km\" href=\"/km/\">ខ្មែរ</a>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/en/?digits=khmr\">Digits ០១២៣</a>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/en/\">Digits 0123</a>", await server.Page("/en/?digits=khmr"), StringComparison.Ordinal);
        Assert.DoesNotContain("/xx/", page, StringComparison.Ordinal);
        Assert.Equal("/km/", await Sent(server, "fr, xx"));
        Assert.Equal("/en/", await Sent(server, "en-GB"));
        Assert.Equal("/km/", await Sent(server, "enm"));
    }

    [Fact]
    public async Task Spanish_is_one_file_and_an_election_has_it_by_naming_it()
    {
        using var election = Speaking("\"es\",\"en\"");
        await using var server = await RunningServer.Start(election.Host);
        var page = await server.Page("/es/");
        foreach (var said in new[] { "<html lang=\"es\">", "Ninguna de las 10 mesas ha comunicado aún sus datos", "15 de noviembre de 2023", ">English</a>" }) Assert.Contains(said, page, StringComparison.Ordinal);
        foreach (var other in new[] { "/km/", "Stations", "digits=" }) Assert.DoesNotContain(other, page, StringComparison.Ordinal);
        Assert.Equal("/es/", await Sent(server, "es-MX, en;q=0.5"));
        Assert.Equal("/en/", await Sent(server, "est, en;q=0.5"));
        var working = Command.RunOn("A,2\nB,1\n", "allocate", "--rule", "hare-largest-remainder", "--seats", "2", "--explain", "--lang", "es").Output;
        Assert.Contains("Cuota: 3 votos ÷ 2 escaños = 1,5", working, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_speaks_them_too()
    {
        using var election = Speaking("\"en\"");
        var refused = Command.Run("seats", election.RegisterFolder, "--explain", "--lang", "km");
        Assert.Equal((2, ""), (refused.Exit, refused.Output));
        Assert.Contains("language-unknown  km: one of en", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, Command.RunOn("A,1\n", "allocate", "--rule", "dhondt", "--seats", "1", "--explain", "--lang", "km").Exit);
    }

    [Fact]
    public void A_language_without_texts_is_warned_of_at_its_line()
    {
        using var election = Speaking("\"en\",\"xx\"");
        var head = election.Host.Definition.Head;
        Assert.Equal(0, Command.Run("definition", "check", election.DefinitionFolder).Exit);
        var warning = Assert.Single(DefinitionCommands.Warnings(head, "{\"note\":{\"languages\":\n1},\n\"languages\":[\"en\",\"xx\"]}"u8.ToArray()));
        Assert.Equal(("definition.json", 3, "language-without-texts", "xx"), (warning.File, warning.Line, warning.Code, warning.Detail));
        Assert.Empty(DefinitionCommands.Warnings(head with { Languages = TextBook.Languages }, "{}"u8.ToArray()));
    }

    private static SmallElection Speaking(string languages) => new((role, text) =>
        role == "definition" ? text.Replace("\"languages\":[\"en\",\"km\"]", $"\"languages\":[{languages}]", StringComparison.Ordinal) : text);

    private static async Task<string> Sent(RunningServer server, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept-Language", accepted } } };
        using var response = await server.Client.SendAsync(request);
        return response.Headers.Location!.ToString();
    }
}
