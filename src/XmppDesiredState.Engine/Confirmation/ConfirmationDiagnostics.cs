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

    public static readonly DiagnosticDescriptor States = new("XDS6003", Severity.Note, "Where a certificate stands on each member",
        "Installing a certificate and restarting a service goes member by member and stops at the first that does not come back, so members may differ afterwards. This note tells for each what it has installed and what its service runs with, by thumbprint (SHA-1, as Windows and openssl x509 -fingerprint show it). The next plan continues from there.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [NotConfirmed, NotSeen, States];

    internal static Diagnostic StatesAt(Change change, ImmutableArray<string> members) => States.At(change.Where, $"{change.Address.Id}: {string.Join("; ", members)}.", "The next plan continues from there.") with
    { Address = change.Address.ToString() };

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
        // A certificate or a service has no attributes to compare; its reason says what is wrong with it.
        _ when left.Attributes.IsEmpty => left.Reason.Replace('_', ' '),
        _ => string.Join(", ", left.Attributes.Select(attribute => attribute.Field.Name)),
    };
}
