using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Engine.Confirmation;

/// <summary>What the second look after an apply finds.</summary>
public static class ConfirmationDiagnostics
{
    public static readonly DiagnosticDescriptor NotConfirmed = new("XDS6001", Severity.Error, "Done, and not seen afterwards",
        "The provider reported success, and the live system read again is still different. Either the back end did not keep what it accepted, or somebody changed it at the same moment. Plan again to see what is there.");

    public static readonly DiagnosticDescriptor NotSeen = new("XDS6002", Severity.Error, "Done, and could not be read again",
        "The provider reported success, but the live system could not be read afterwards, so nothing proves it. Plan again when it can be read.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [NotConfirmed, NotSeen];

    internal static Diagnostic NotConfirmedAt(Change change, Change left) => NotConfirmed.At(change.Where,
        $"{change.Address} was reported as done, but still differs: {Difference(left)}.", "Plan again to see what is there.") with
    { Address = change.Address.ToString() };

    internal static Diagnostic NotSeenAt(Change change, Diagnostic unreadable) => NotSeen.At(change.Where,
        $"{change.Address} was reported as done, but could not be read again: {unreadable.Summary}", "Plan again when it can be read.") with
    { Address = change.Address.ToString() };

    private static string Difference(Change left) => left.Action switch
    {
        ChangeAction.Create => "it is not there",
        ChangeAction.Delete => "it is still there",
        _ => string.Join(", ", left.Attributes.Select(attribute => attribute.Field.Name)),
    };
}
