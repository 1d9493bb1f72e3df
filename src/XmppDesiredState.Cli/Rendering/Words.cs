using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Counts and the words of the vocabulary as people and programs read them.</summary>
internal static class Words
{
    public static string Count(int count, string one, string? many = null) => $"{count} {(count == 1 ? one : many ?? one + "s")}";

    public static string Count(int count, Kind kind) => Count(count, kind.Name, Plural(kind.Name));

    /// <summary>"2 partners, 1 certificate".</summary>
    public static string Count(IEnumerable<Kind> kinds) =>
        string.Join(", ", kinds.GroupBy(kind => kind).Select(group => Count(group.Count(), group.Key)));

    public static string Of(ChangeAction action) => action switch
    {
        ChangeAction.Create => "create",
        ChangeAction.Update => "update",
        ChangeAction.Delete => "delete",
        ChangeAction.Renew => "renew",
        _ => "restart",
    };

    public static char Sign(ChangeAction action) => action switch
    {
        ChangeAction.Create => '+',
        ChangeAction.Delete => '-',
        ChangeAction.Restart => '↻',
        _ => '~',
    };

    public static string Of(Operation operation) => operation switch
    {
        Operation.Create => "create",
        Operation.Update => "update",
        Operation.Delete => "delete",
        Operation.Request => "request",
        Operation.Issue => "issue",
        Operation.Accept => "accept",
        Operation.Install => "install",
        Operation.Restore => "restore",
        Operation.Reload => "reload",
        Operation.Restart => "restart",
        Operation.Settle => "settle",
        _ => "probe",
    };

    /// <param name="result">Null: it was never sent.</param>
    public static string Of(StepResult? result) => result switch
    {
        null => "skipped",
        StepResult.Applied => "done",
        StepResult.AlreadyThere => "already there",
        StepResult.Waiting => "waiting",
        StepResult.Conflict => "conflict",
        StepResult.NotDone => "not done",
        _ => "unknown",
    };

    public static string Of(ChangeStatus status) => status switch
    {
        ChangeStatus.Done => "done",
        ChangeStatus.AlreadyThere => "already there",
        ChangeStatus.Waiting => "waiting",
        ChangeStatus.Blocked => "blocked",
        ChangeStatus.Skipped => "skipped",
        ChangeStatus.Conflict => "conflict",
        ChangeStatus.NotDone => "not done",
        ChangeStatus.NotConfirmed => "not confirmed",
        _ => "unknown",
    };

    public static string Of(Risk risk) => risk switch
    {
        Risk.Deletes => "deletes",
        Risk.RaisesTrust => "raises trust",
        Risk.WeakensNegotiation => "weakens negotiation",
        _ => "interrupts a service",
    };

    /// <summary>What could not be read, and what follows. No full stop.</summary>
    /// <param name="alike">Of one cause: see <see cref="UnreadableKinds"/>.</param>
    /// <param name="name">How names are set.</param>
    public static string Unread(ImmutableArray<UnreadableKind> alike, Func<string, string> name)
    {
        if (alike.Length > 1) return $"{string.Join(", ", alike[..^1].Select(kind => name(NameOf(kind))))} and {name(NameOf(alike[^1]))} could not be read, so nothing is planned for them";
        return alike[0] switch
        {
            { Resource: null } => $"{name(NameOf(alike[0]))} could not be read, so nothing is planned for it",
            { Member: UnknownMember.Every } => $"{name(Printable.Short($"{alike[0].Resource}", 100))} could not be asked what its members run with, so no restart is planned on account of it",
            _ => $"{name(Printable.Short($"{alike[0].Resource}", 100))} on {name(Printable.Short(alike[0].Member ?? "", 100))} could not be asked, so nothing is concluded about it",
        };
    }

    private static string NameOf(UnreadableKind kind) => $"{kind.Kind.Name}@{Printable.Short(kind.Provider, 100)}";

    /// <summary>"removed from file" of <c>delete_because_removed_from_file</c>.</summary>
    public static string Because(string reason)
    {
        const string Separator = "_because_";
        var at = reason.IndexOf(Separator, StringComparison.Ordinal);
        return (at < 0 ? reason : reason[(at + Separator.Length)..]).Replace('_', ' ');
    }

    private static string Plural(string word) => word switch
    {
        [.., 's'] => word,
        [.. var stem, 'y'] => stem + "ies",
        _ => word + "s",
    };
}
