namespace Saksei.Server.Log;

/// <summary>What is answered in the place of a file that was taken down.</summary>
/// <param name="Code">Always <c>file-taken-down</c>.</param>
/// <param name="Index">The act that took it down, by its place.</param>
/// <param name="Act">Its identity.</param>
/// <param name="Ground">The ground that it gives.</param>
/// <param name="Article">The article.</param>
/// <param name="By">The organisation that it speaks for.</param>
internal sealed record FileGone(string Code, long Index, string Act, string Ground, string Article, string By);
