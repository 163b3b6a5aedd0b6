using Saksei.Election.Acts;
using Saksei.Register.Tree;

namespace Saksei.Election.Files;

/// <summary>Why a file was taken down.</summary>
public enum TakeDownGround { PersonalData, Danger, CourtOrder, Unlawful, RightsOfAnother }

/// <summary>
/// <c>files/take-down</c>: the bytes of a file that acts name needn't be published from here on. Its hash, the acts that name it and
/// what they say stay.
/// </summary>
/// <param name="Header">Signed by a desk of the one organisation that named the file, or by the office that decides with ground and article.</param>
/// <param name="File">SHA-256 of its bytes.</param>
/// <param name="Ground">Why.</param>
/// <param name="Article">The article that it stands on.</param>
public sealed record FileTakeDown(ActHeader Header, Hash File, TakeDownGround Ground, string Article) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => FileKinds.TakeDown;
}

/// <summary>A file that was taken down.</summary>
/// <param name="Act">By which act.</param>
/// <param name="By">The organisation that it speaks for.</param>
/// <param name="Place">Where the act stands.</param>
public sealed record TakenDown(FileTakeDown Act, string By, ActPlace Place);
