using System.Collections.Immutable;
using Saksei.Register.Tree;

namespace Saksei.Rehearsal.Served;

/// <summary>An act that a simulated person hands in.</summary>
/// <param name="Number">Its place among the acts of the rehearsal, in the order of the night.</param>
/// <param name="At">The second of the night at which it is due.</param>
/// <param name="Person">Who hands it in: the name of the key that signs first.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Identity">What it is called.</param>
/// <param name="Note">The act, signed.</param>
/// <param name="After">Numbers of acts whose receipts must be there before it is handed in.</param>
/// <param name="Files">Files that go with it.</param>
public sealed record RehearsedAct(
    int Number, long At, string Person, string Kind, Hash Identity, ReadOnlyMemory<byte> Note, ImmutableArray<int> After, ImmutableArray<RehearsedFile> Files);

/// <summary>A file that goes with an act.</summary>
public sealed record RehearsedFile(string MediaType, ReadOnlyMemory<byte> Bytes);
