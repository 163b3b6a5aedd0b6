using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Saksei.Election.Acts;
using Saksei.Node;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Server.Acts;

/// <summary>A file that came with an act that names it.</summary>
/// <param name="Bytes">Its bytes, of the hash and the length that the act says.</param>
/// <param name="MediaType">What the act says that it is.</param>
internal sealed record ActFile(byte[] Bytes, string MediaType);

/// <summary>What was handed in: a note, the files of its act, and why it can't be taken; the code is empty where it can.</summary>
internal sealed record ActBody(byte[] Note, ImmutableArray<ActFile> Files, string Code, string Detail)
{
    private const int MaximumNote = EntryBundle.MaximumRecordBytes;
    private const int MaximumBoundary = 200;

    /// <summary>
    /// Reads a note as the body, or <c>multipart/form-data</c> with the note first and then the files that its act names. Nothing of
    /// the files is read before the door has let the note in, and nothing that the act doesn't name is kept.
    /// </summary>
    internal static async Task<ActBody> Read(HttpRequest request, Func<byte[], Admission> examine, CancellationToken cancellation)
    {
        if (Boundary(request) is { } boundary) return await ReadParts(new MultipartReader(boundary, request.Body), examine, cancellation);
        // Nothing is read of a body that says it is too long, and of one that doesn't say no more than one byte over the limit.
        return request.ContentLength > MaximumNote ? TooLong([]) : OfNote(await ReadUpTo(request.Body, MaximumNote, cancellation));
    }

    /// <summary>Whether a file that the act names came with it.</summary>
    internal bool Brings(Attachment attachment) => Files.Any(file => file.Bytes.Length == attachment.Length && Hash.OfBytes(file.Bytes) == attachment.Sha256);

    private static async Task<ActBody> ReadParts(MultipartReader parts, Func<byte[], Admission> examine, CancellationToken cancellation)
    {
        byte[] note = [];
        try
        {
            if (await parts.ReadNextSectionAsync(cancellation) is not { } first) return Refused(note, "multipart-malformed");
            note = await ReadUpTo(first.Body, MaximumNote, cancellation);
            if (OfNote(note) is { Code.Length: > 0 } tooLong) return tooLong;
            return examine(note) is { Act: { } act } ? await ReadFiles(note, act.References, parts, cancellation) : OfNote(note);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return Refused(note, "multipart-malformed");
        }
    }

    private static async Task<ActBody> ReadFiles(byte[] note, ImmutableArray<Attachment> named, MultipartReader parts, CancellationToken cancellation)
    {
        var (files, most) = (ImmutableArray.CreateBuilder<ActFile>(), named.Select(attachment => attachment.Length).DefaultIfEmpty().Max());
        while (await parts.ReadNextSectionAsync(cancellation) is { } part)
        {
            var bytes = await ReadUpTo(part.Body, (int)most, cancellation);
            var hash = Hash.OfBytes(bytes);
            if (named.FirstOrDefault(attachment => attachment.Sha256 == hash && attachment.Length == bytes.Length) is not { } attachment)
                return Refused(note, "file-not-named", bytes.Length > most ? "" : hash.ToHex());
            files.Add(new ActFile(bytes, attachment.MediaType));
        }

        return new ActBody(note, files.ToImmutable(), "", "");
    }

    private static ActBody OfNote(byte[] note) => note.Length > MaximumNote ? TooLong(note) : new ActBody(note, [], "", "");

    private static ActBody TooLong(byte[] note) => Refused(note, "act-too-long");

    private static ActBody Refused(byte[] note, string code, string detail = "") => new(note, [], code, detail);

    // One byte over the limit shows that it is too long.
    private static async Task<byte[]> ReadUpTo(Stream body, int maximum, CancellationToken cancellation)
    {
        using var read = new MemoryStream();
        var buffer = new byte[Math.Min(maximum + 1, 81920)];
        while (read.Length <= maximum && await body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, maximum + 1 - read.Length)), cancellation) is var length and > 0)
            read.Write(buffer, 0, length);
        return read.ToArray();
    }

    private static string? Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType == "multipart/form-data"
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= MaximumBoundary } boundary ? boundary : null;
}
