using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>What could not be read, as an item: each pair of provider and kind, and each member, by itself.</summary>
internal static class UnreadableItem
{
    public static ReportItem Of(UnreadableKind unreadable) => new()
    {
        Class = "unreadable",
        Address = AddressOf(unreadable),
        Title = "could not be read",
        Level = ReportLevel.Error,
        Rule = unreadable.Diagnostic.Descriptor,
        Where = unreadable.Diagnostic.Where,
        Notes = [$"{Words.Unread([unreadable], name => name)}.", Printable.Short(unreadable.Diagnostic.Summary, 1000)],
        Fix = Printable.Short(unreadable.Diagnostic.Fix, 1000),
    };

    private static string AddressOf(UnreadableKind unreadable) => Printable.Short(unreadable switch
    {
        { Resource: null } => $"{unreadable.Kind.Name}@{unreadable.Provider}",
        { Member: null or UnknownMember.Every } => $"{unreadable.Resource}@{unreadable.Provider}",
        _ => $"{unreadable.Resource}@{unreadable.Provider} on {unreadable.Member}",
    });
}
