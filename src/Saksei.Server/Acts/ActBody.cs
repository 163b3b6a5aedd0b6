using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Saksei.Election.Acts;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Server.Acts;

/// <summary>A file that came with an act that names it.</summary>
/// <param name="Bytes">Its bytes, of the hash and the length that the act says.</param>
/// <param name="Sha256">Their hash.</param>
/// <param name="MediaType">What the act says that it is.</param>
internal sealed record ActFile(byte[] Bytes, Hash Sha256, string MediaType);

/// <summary>What was handed in: a note, what the door says of it, the files of its act, and why it can't be taken; the code is empty where it can.</summary>
internal sealed record ActBody(byte[] Note, Admission? Admission, ImmutableArray<ActFile> Files, string Code, string Detail) : IDisposable
{
    private const int MaximumNote = EntryBundle.MaximumRecordBytes;
    private const int MaximumBoundary = 200;

    /// <summary>
    /// Reads a note as the body, or <c>multipart/form-data</c> with the note first and then the files that its act names. Nothing of
    /// the files is read where the door refuses the note or knows it already; and reading ends with the first part that the act doesn't
    /// name, or that came before.
    /// </summary>
    internal static async Task<ActBody> Read(HttpRequest request, ActDesks desks, CancellationToken cancellation)
    {
        if (Boundary(request) is { } boundary) return request.ContentLength > ActDoor.MostUploadBytes ? Refused([], "upload-too-long") : await ReadParts(new MultipartReader(boundary, request.Body), desks, cancellation);
        // Nothing is read of a body that says it is too long, and of one that doesn't say no more than one byte over the limit.
        return request.ContentLength > MaximumNote ? TooLong([]) : OfNote(await ReadUpTo(request.Body, MaximumNote, cancellation), desks.Door);
    }

    /// <summary>What the files take of the room for files on their way in.</summary>
    internal IDisposable? Room { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Room?.Dispose();

    /// <summary>Whether a file that the act names came with it.</summary>
    internal bool Brings(Attachment attachment) => Files.Any(file => file.Bytes.Length == attachment.Length && file.Sha256 == attachment.Sha256);

    private static async Task<ActBody> ReadParts(MultipartReader parts, ActDesks desks, CancellationToken cancellation)
    {
        byte[] note = [];
        IDisposable? room = null;
        try
        {
            if (await parts.ReadNextSectionAsync(cancellation) is not { } first) return Refused(note, "multipart-malformed");
            note = await ReadUpTo(first.Body, MaximumNote, cancellation);
            var body = OfNote(note, desks.Door);
            if (body.Admission?.Act is not { } act) return body;
            room = desks.Uploads.Take(OwnerOf(act.Header.Signers[0], desks.Host), Math.Min(act.References.Sum(attachment => attachment.Length), ActDoor.MostUploadBytes));
            return room is null ? Refused(note, "server-busy") : await ReadFiles(body with { Room = room }, [.. act.References], parts, cancellation);
        }
        catch (Exception problem)
        {
            room?.Dispose();
            if (problem is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }) return Refused(note, "upload-too-long");
            if (problem is not (InvalidDataException or IOException) || problem is BadHttpRequestException) throw;
            return Refused(note, "multipart-malformed");
        }
    }

    // An organisation enrols keys at will: the room is the organisation's and not the key's.
    private static string OwnerOf(KeyName signer, RegisterHost host) => host.Read(fold => fold.Organisations.FindKey(signer)?.Organisation) ?? signer.Name;

    private static async Task<ActBody> ReadFiles(ActBody body, List<Attachment> awaited, MultipartReader parts, CancellationToken cancellation)
    {
        var (files, most) = (ImmutableArray.CreateBuilder<ActFile>(), awaited.Select(attachment => attachment.Length).DefaultIfEmpty().Max());
        while (await parts.ReadNextSectionAsync(cancellation) is { } part)
        {
            if (awaited.Count == 0) return body.Turned("file-not-named");
            var bytes = await ReadUpTo(part.Body, (int)most, cancellation);
            var hash = Hash.OfBytes(bytes);
            if (awaited.Find(attachment => attachment.Sha256 == hash && attachment.Length == bytes.Length) is not { } attachment)
                return body.Turned(files.Any(file => file.Sha256 == hash) ? "file-twice" : "file-not-named", bytes.Length > most ? "" : hash.ToHex());
            awaited.RemoveAll(other => other.Sha256 == hash);
            files.Add(new ActFile(bytes, hash, attachment.MediaType));
        }

        return body with { Files = files.ToImmutable() };
    }

    private static ActBody OfNote(byte[] note, ActDoor door)
    {
        if (note.Length > MaximumNote) return TooLong(note);
        var admission = door.Examine(note);
        return new ActBody(note, admission, [], admission.Code, admission.Detail);
    }

    private ActBody Turned(string code, string detail = "")
    {
        Dispose();
        return Refused(Note, code, detail);
    }

    private static ActBody TooLong(byte[] note) => Refused(note, "act-too-long");

    private static ActBody Refused(byte[] note, string code, string detail = "") => new(note, null, [], code, detail);

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
