using System.Globalization;
using System.Text;
using QRCoder;

namespace Saksei.Server.Pages.Print;

/// <summary>A QR code as the path of a picture: no image, and no style that stands in the page.</summary>
/// <param name="Size">Modules of a side, with the quiet zone.</param>
/// <param name="Path">Its dark modules, each run of a row one rectangle.</param>
public sealed record QrCode(int Size, string Path)
{
    /// <summary>Draws a text; level M, since paper is folded and stained.</summary>
    internal static QrCode Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        var rows = data.ModuleMatrix;
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var from = x;
                while (x < rows.Count && rows[y][x]) x++;
                if (x > from) path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h{from - x}z");
            }
        }

        return new QrCode(rows.Count, path.ToString());
    }
}
