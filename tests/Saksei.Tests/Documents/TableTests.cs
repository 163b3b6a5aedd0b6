using System.Globalization;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Documents;

/// <summary>Tables of the documents that list what the code lists.</summary>
public sealed class TableTests
{
    [Fact]
    public void Every_published_result_stands_in_publication_md_with_the_check_that_computes_it_anew()
    {
        var rows = Repo.Read("docs/spec/publication.md").Split('\n').Where(line => line.StartsWith("| `results/", StringComparison.Ordinal))
            .Select(line => line.Split('|')).Select(cells => $"{cells[1].Trim(' ', '`')} {cells[^2].Trim()}");
        var files = ResultFile.All.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Path} {(int)file.Check}"));
        Assert.Equal(files.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }
}
