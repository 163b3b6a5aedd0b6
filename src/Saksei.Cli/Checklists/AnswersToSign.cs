using Saksei.Cli.Commands;
using Saksei.Election.Checklists;
using Saksei.Register.Tree;

namespace Saksei.Cli.Checklists;

/// <summary>Answers to a checklist, held against its form before anything is signed; any other act is left as it is.</summary>
internal static class AnswersToSign
{
    /// <summary>What is to be signed; null where the form refuses answers, and each was said with its place.</summary>
    internal static ActDraft? Of(string path, ActDraft draft, string? named, RegisterDoor? door, TextWriter error)
    {
        if (!FilledDraft.Is(draft)) return draft;
        if (FormOf(path, draft, named, door) is { } form) return FilledDraft.Settle(path, draft, form, problem => Terminal.Say(error, problem.Code, problem.Place, problem.Detail));
        error.WriteLine("not held against the checklist's form: --checklist names it");
        return draft;
    }

    private static CheckedChecklist? FormOf(string path, ActDraft draft, string? named, RegisterDoor? door)
    {
        var wanted = draft.Fields.TryGetProperty(AnswersDraft.Form, out var form) ? Wanted(path, form.ToString()) : (Hash?)null;
        if (named is not null) return Named(NamedChecklist.Read(named), named, wanted);
        if (wanted is not { } hash) return null;
        if (door is null) throw new CommandProblem("file-not-given", "--checklist", hash.ToHex());
        var bytes = door.Attachment(hash) ?? throw new CommandProblem("checklist-unknown", $"{path} {AnswersDraft.Form}", hash.ToHex());
        return NamedChecklist.Of(bytes, path).Required;
    }

    private static CheckedChecklist Named(NamedChecklist checklist, string path, Hash? wanted) =>
        wanted is null || wanted == checklist.Hash ? checklist.Required : throw new CommandProblem("file-differs", path, checklist.Hash.ToHex());

    private static Hash Wanted(string path, string form) =>
        Hash.TryParseHex(System.Text.Encoding.UTF8.GetBytes(form), out var hash) ? hash : throw new CommandProblem("hash-malformed", $"{path} {AnswersDraft.Form}", form);
}
