using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Files;

/// <summary>The kinds about the files that acts name.</summary>
public static class FileKinds
{
    /// <summary><c>files/take-down</c>.</summary>
    public static ActKind TakeDown => TakeDownKind;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ActKind> All => [TakeDown];

    internal static ActKind<FileTakeDown> TakeDownKind { get; } = new(
        "files/take-down", [KeyRole.Desk],
        "The bytes of a file needn't be published any more. Its hash stays, and so do the acts that name it. Signed by the one organisation that named it, or by the office `adjudicate`.")
    {
        IsEvidence = false,
        Set = FieldSet<FileTakeDown>.Of([TakeDownFields.File, TakeDownFields.Ground, TakeDownFields.Article]),
        Make = (header, read) => new FileTakeDown(header, read.Of(TakeDownFields.File), read.Of(TakeDownFields.Ground), read.Of(TakeDownFields.Article)),
        About = act => new ActAbout([], "", act.Ground.Word),
    };

    private static class TakeDownFields
    {
        internal static readonly Field<FileTakeDown, Hash> File = new("file", ActCodecs.Hash, act => act.File, "of its bytes");
        internal static readonly Field<FileTakeDown, TakeDownGround> Ground = new("ground", FileVocabulary.Grounds.Codec, act => act.Ground);
        internal static readonly Field<FileTakeDown, string> Article = new("article", ActCodecs.Article, act => act.Article);
    }
}
