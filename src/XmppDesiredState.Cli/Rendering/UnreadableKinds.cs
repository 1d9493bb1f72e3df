using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>One cause is said once, however many kinds of a provider it hides.</summary>
internal static class UnreadableKinds
{
    /// <summary>In the order of the first of each; members and resources stay alone.</summary>
    public static IEnumerable<ImmutableArray<UnreadableKind>> ByCause(IEnumerable<UnreadableKind> unreadable) => unreadable
        .GroupBy(kind => (kind.Provider, kind.Resource, kind.Member, kind.Diagnostic.Code, kind.Diagnostic.Summary)).Select(group => group.ToImmutableArray());

    public static IEnumerable<Diagnostic> Causes(IEnumerable<UnreadableKind> unreadable) => ByCause(unreadable).Select(alike => alike[0].Diagnostic);
}
