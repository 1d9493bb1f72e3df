using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>Why a change is held back, and what a plan has to say beside its changes.</summary>
public static class PlanningDiagnostics
{
    public static readonly DiagnosticDescriptor Protected = new("XDS4001", Severity.Error, "A protected resource would be deleted",
        "The entry says, or said when it was last applied, protect: true. Removing the entry does not lift the protection; the run store remembers it. To delete it all the same, name it on the command line for this one run.");

    public static readonly DiagnosticDescriptor TooManyDeletes = new("XDS4002", Severity.Error, "Too many deletes of one kind",
        "More than 30 % of the live resources of a kind would be deleted, and there are ten or more. That is more often a file that was not found or a wrong branch than an intention. If it is meant, give the number: --max-deletes on the command line, or guards.maxDeletes in the file with a date until which it holds.");

    public static readonly DiagnosticDescriptor EmptyList = new("XDS4003", Severity.Error, "A kind is declared empty",
        "The files declare no resource of the kind at all, and everything live would be deleted. If that is meant, say so on the command line for this one run.");

    public static readonly DiagnosticDescriptor Supersedes = new("XDS4004", Severity.Error, "An outstanding request would be given up",
        "A certificate was requested and has not been installed yet; what is wanted now differs from what that request was made for (names, key, usages), so it would be replaced by a new one. Whoever carries the first request to the CA would bring back a certificate for a key that is gone. If that is meant, name it on the command line for this one run, and withdraw the first request at the CA.");

    public static readonly DiagnosticDescriptor DomainHeld = new("XDS4101", Severity.Error, "A domain is held by another partner",
        "A domain belongs to one partner of a gateway. It is held, live, by a partner that does not give it up in this plan: one that is unlisted, or whose additionalDomains are not managed. Declare that partner without the domain, or remove it.");

    public static readonly DiagnosticDescriptor ReleaseBlocked = new("XDS4102", Severity.Error, "The change that must come first is held back",
        "A domain moves from one partner to another. The release is blocked or left out, so the claim cannot be executed either. Lift what holds back the release.");

    public static readonly DiagnosticDescriptor NotThere = new("XDS4103", Severity.Error, "The live system lacks what always exists",
        "Settings, the global policy, services and certificates' stores are part of the live system: this tool changes them and never creates them. The provider was read and did not report it. Check the name and the provider.");

    public static readonly DiagnosticDescriptor UnknownOnly = new("XDS4104", Severity.Warning, "--only matches nothing",
        "Nothing declared, live or recorded is of this address or kind. Check the spelling; addresses are kind/name, kind/name@provider or kind/*.");

    public static readonly DiagnosticDescriptor MissingSecrets = new("XDS4105", Severity.Error, "Secrets that the providers need are not there",
        "The declared providers refer to secrets that are not set where the tool runs. Their kinds cannot be read; all that are missing are named together.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [Protected, TooManyDeletes, EmptyList, Supersedes, DomainHeld, ReleaseBlocked, NotThere, UnknownOnly, MissingSecrets];

    internal static Diagnostic ProtectedAt(Change change) => Protected.At(change.Where,
        $"{change.Address} is protected.", $"If it is meant: --allow-delete {change.Address.Id}") with
    { Address = change.Address.ToString() };

    internal static Diagnostic TooManyAt(Change change, int deletes, int live, int limit) => TooManyDeletes.At(change.Where,
        $"{deletes} of {live} {change.Address.Id.Kind.Name} resources on {change.Address.Provider} would be deleted; {limit} may be.",
        $"If it is meant: --max-deletes {deletes}") with
    { Address = change.Address.ToString() };

    internal static Diagnostic EmptyAt(Change change) => EmptyList.At(change.Where,
        $"The files declare no {change.Address.Id.Kind.Name} at all.", $"If it is meant: --allow-empty {change.Address.Id.Kind.Name}") with
    { Address = change.Address.ToString() };

    internal static Diagnostic SupersedesAt(Change change, Resources.OutstandingRequest request, DateTimeOffset now) => Supersedes.At(change.Where,
        $"{change.Address} has an outstanding request from {request.RequestedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)}Z ({CertificateNotes.Days(now - request.RequestedAt)} old), made for something else than what is wanted now.",
        $"If it is meant to be given up: --supersede {change.Address.Id}") with
    { Address = change.Address.ToString() };

    internal static Diagnostic HeldAt(Change change, string claim, Address holder, string why) => DomainHeld.At(change.Where,
        $"{claim} is held by {holder}, which {why}.", $"Declare {holder.Id} without {claim}, or remove it.") with
    { Address = change.Address.ToString() };

    internal static Diagnostic ReleaseBlockedAt(Change change, string claim, Address holder) => ReleaseBlocked.At(change.Where,
        $"{claim} must first be released by {holder}, which is held back.", $"Lift what holds back {holder.Id}.") with
    { Address = change.Address.ToString() };

    internal static Diagnostic ReleaseLeftOutAt(Change change, string claim, Address holder) => ReleaseBlocked.At(change.Where,
        $"{claim} must first be released by {holder}, which --only leaves out.", $"Add --only {holder.Id}") with
    { Address = change.Address.ToString() };

    internal static Diagnostic NotThereAt(Desired.Declared declared) => NotThere.At(declared.Where,
        $"{declared.Address} does not exist on the live system.", "Check the name and the provider.") with
    { Address = declared.Address.ToString() };
}
