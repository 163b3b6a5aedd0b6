using System.CommandLine;
using System.Text.Json;
using Saksei.Node.Pictures;
using Saksei.Pictures;

namespace Saksei.Cli.Photographs;

/// <summary>The verb that finds one picture used for two stations.</summary>
internal static class PicturesCommand
{
    internal static Command Make()
    {
        var folder = new Argument<string>("DIR") { Description = "The register's folder." };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output (always so)." };
        var command = new Command("pictures", "Finds photographs of forms that stand for two stations: the same file, or two that look alike.") { folder, json };
        command.SetAction(parsed =>
        {
            using var host = Terminal.Open(parsed.GetRequiredValue(folder));
            var pictures = StationPicture.Of(host.Snapshot());
            Write(pictures, PictureSearch.Run(host, pictures, Terminal.Progress));
            return 0;
        });
        return command;
    }

    private static void Write(IReadOnlyList<StationPicture> pictures, KeptPictures kept)
    {
        var files = pictures.Select(picture => picture.File.Sha256).ToHashSet();
        Terminal.Write(JsonSerializer.SerializeToUtf8Bytes(new
        {
            pictures = files.Count,
            compared = files.Count(kept.Read.Contains),
            unreadable = files.Where(kept.Unreadable.Contains).Select(file => file.ToHex()).Order(StringComparer.Ordinal),
            pairs = PicturePair.Of(pictures, kept).Select(pair => new
            {
                form = pair.First.Contest.Form.Code,
                stations = new[] { pair.First.Station.Code, pair.Second.Station.Code },
                files = new[] { pair.First.File.Sha256.ToHex(), pair.Second.File.Sha256.ToHex() },
                acts = new[] { pair.First.Copy.Place.Index, pair.Second.Copy.Place.Index },
                same = pair.IsSame,
                likeness = pair.Likeness,
            }),
        }, JsonOutput.Options));
    }
}
