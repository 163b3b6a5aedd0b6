using System.Globalization;
using System.Text;

namespace Saksei.Cosigner;

/// <summary>What a request is answered.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Type">The media type of the body.</param>
/// <param name="Body">The body; of a refusal its code and a newline.</param>
public sealed record Answer(int Status, string Type, ReadOnlyMemory<byte> Body)
{
    /// <summary>The media type of the size that was co-signed last.</summary>
    public const string SizeType = "text/x.tlog.size";

    /// <summary>When it may be asked again, in seconds; 0 where that isn't said.</summary>
    public int RetryAfter { get; init; }

    internal const string Text = "text/plain; charset=utf-8", Json = "application/json";

    internal static Answer Given(ReadOnlyMemory<byte> body, string type = Text) => new(200, type, body);

    internal static Answer Refused(int status, string code) => new(status, Text, Encoding.ASCII.GetBytes(code + "\n"));

    internal static Answer Conflict(long size) => new(409, SizeType, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{size}\n")));
}
