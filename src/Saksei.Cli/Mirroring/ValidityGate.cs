using System.Globalization;
using System.Text;
using Saksei.Cosigner;
using Saksei.Node.Mirroring;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Words;

namespace Saksei.Cli.Mirroring;

/// <summary>A validator's word as a co-signer asks for it.</summary>
public sealed class ValidityGate(Validator validator) : ICheckpointGate
{
    private const int MostLines = 32;

    /// <inheritdoc/>
    public string About => "co-signs only what it followed and found valid: every act read, every signature, results, and the clock within 60 seconds";

    /// <inheritdoc/>
    public async Task<(string Code, bool IsForNow)> Judge(SignedCheckpoint given, CancellationToken cancellation)
    {
        var validity = await validator.Judge(given, cancellation);
        return (validity.Code, validity.Code == Validity.Later);
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Refusals(Hash log) => log == Hash.OfBytes(Encoding.UTF8.GetBytes(validator.Host.Origin)) ? validator.RefusalsJson : null;

    /// <inheritdoc/>
    public IEnumerable<string> RefusalLines() => validator.Refusals.Refusals.Take(MostLines).Select(Line);

    private static string Line(Refusal one)
    {
        var about = one.Index >= 0 ? string.Create(CultureInfo.InvariantCulture, $"act {one.Index}") : one.File.Length > 0 ? one.File : "checkpoint";
        return string.Create(CultureInfo.InvariantCulture, $"{one.At:yyyy-MM-ddTHH:mm:ssZ}  size {one.Size}  {about}  {one.Code} {one.Detail}  {TextBook.Message(one.Code, TextBook.Default)}");
    }
}
