using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Validation;

/// <summary>The codes of the phase: each rule has its own, these are the validator's.</summary>
public static class ValidationDiagnostics
{
    internal static readonly DiagnosticDescriptor KindUnsupported = new("XDS2001", Severity.Error, "The provider does not manage this kind",
        "Every type of provider manages some of the kinds; a zone file holds SRV records and no partners. The cause is usually a section whose provider names the wrong instance. "
        + "Name a provider of a type that manages the kind; the command providers lists what each type can do.");

    internal static readonly DiagnosticDescriptor AttributeUnsupported = new("XDS2002", Severity.Error, "The provider does not have this attribute",
        "The back end cannot hold the attribute, so it would be declared and never be true. Partners moved between two back ends often carry attributes that only one of them has. "
        + "Remove the attribute, or let the entry say that it may be left out there: unsupported: { connectionLimit: warn }, or ignore.");

    internal static readonly DiagnosticDescriptor AttributeLeftOut = new("XDS2003", Severity.Warning, "An attribute is left out because the provider does not have it",
        "The entry says under unsupported that this attribute may be missing here, so it is left out on this provider and everything else is applied. Write ignore instead of warn to hear no more of it, "
        + "or remove the attribute.");

    internal static readonly DiagnosticDescriptor AcceptUnused = new("XDS2005", Severity.Note, "An accept entry matches nothing",
        "The finding that the entry accepts does not occur at this item, often because it was mended. An entry without use would silently accept the same finding if it came back. "
        + "Remove the entry.");

    internal static readonly DiagnosticDescriptor EntryExpired = new("XDS2006", Severity.Warning, "An entry with a date has run out",
        "Entries of acknowledged, drift.ignore and guards hold for a time, so that somebody looks at them again. The day has passed, so the entry has no effect any more: what it covered "
        + "is reported as if it were not there. Remove the entry, or give it a new date and a reason that still holds.");

    internal static readonly DiagnosticDescriptor NotAcceptable = new("XDS2007", Severity.Error, "An accept entry names a finding that cannot be accepted",
        "Only rules that no server enforces can be accepted; a finding about something that could not work, or that the tool itself relies on, must be mended. A code that does not exist "
        + "is refused here too, since it would accept nothing. The command explain shows what a code means; correct the code or remove the entry.");

    /// <summary>Every code of this phase, in order.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        .. new[] { KindUnsupported, AttributeUnsupported, AttributeLeftOut, AcceptUnused, EntryExpired, NotAcceptable, RoleCheck.NotAnIssuer, RoleCheck.NotAProber }
            .Concat(Validator.Rules.SelectMany(rule => rule.Descriptors)).OrderBy(descriptor => descriptor.Code, StringComparer.Ordinal),
    ];
}
