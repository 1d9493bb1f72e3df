using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Providers.ZoneFile;

/// <summary>What <c>zone-file</c> reports: 9201 to 9299.</summary>
internal static class ZoneFileDiagnostics
{
    public static readonly DiagnosticDescriptor Unreadable = new("XDS9201", Severity.Error, "zone file cannot be read",
        "The file of a zone is missing, is a folder, is not permitted to this user, is larger than 64 MB or is not text. The zone's records are unknown then, which is not the same as absent: nothing of it is planned. Correct the path under zones, or the permissions.");

    public static readonly DiagnosticDescriptor Malformed = new("XDS9202", Severity.Error, "zone file is not a master file",
        "A line of the zone file, or of a file it includes, is not of the form of RFC 1035 §5 (with $TTL of RFC 2308 §4 and BIND's $GENERATE). A zone that is read in part might lack records that exist, so it is not read at all. named-checkzone ZONE FILE names the same line in the name server's words.");

    public static readonly DiagnosticDescriptor IncludeRefused = new("XDS9203", Severity.Error, "included file is not read",
        "An $INCLUDE names a file that cannot be read, lies outside the folder of the zone file, includes itself, or is one too many. Without it the zone's records are unknown. Paths are relative to the folder of the zone file; BIND takes them relative to its directory option, so both must be the same folder.");

    public static readonly DiagnosticDescriptor Dynamic = new("XDS9204", Severity.Error, "zone is dynamic",
        "A journal (.jnl) lies beside the zone file: the name server takes updates for this zone, the journal may hold records that the file does not, and the server rewrites the file at any time. Editing it would lose updates. Use a provider of type rfc2136 for the zone; or, where the zone is only sometimes updated, run rndc freeze ZONE before and rndc thaw ZONE after, and see that the journal is gone.");

    public static readonly DiagnosticDescriptor NotInAnyZone = new("XDS9205", Severity.Error, "record is in none of the zones",
        "The owner of a declared record set is below none of the names under zones of its provider, so there is no file to write it to. Add the zone and its file, or have another provider hold the record.");

    public static readonly DiagnosticDescriptor BadZones = new("XDS9206", Severity.Error, "zones are not usable",
        "A key under zones is not a zone's name, two keys are the same zone, or two zones share one file: an edit for one would change the other.");

    public static readonly DiagnosticDescriptor MixedTtl = new("XDS9207", Severity.Note, "times to live differ inside a record set",
        "Records of one set must have one time to live (RFC 2181 §5.2). The lowest is taken as the set's, as a resolver would. Declaring a ttl makes them equal.");

    public static readonly DiagnosticDescriptor Occluded = new("XDS9208", Severity.Note, "record stands in the parent's file",
        "A managed record stands in the file of a zone although its owner belongs to a longer zone of the same provider. No server answers with it, so it is left alone.");

    public static readonly DiagnosticDescriptor NotEditable = new("XDS9209", Severity.Error, "record cannot be edited where it stands",
        "The record comes from $GENERATE, or from a file that is included more than once: changing its line would change other records too. Write the record out as a line of its own, then plan again.");

    public static readonly DiagnosticDescriptor Changed = new("XDS9210", Severity.Error, "record set has changed since",
        "The record set in the zone file is no longer as the plan found it. Nothing was written for it. Plan again and look at what changed.");

    public static readonly DiagnosticDescriptor CheckRefused = new("XDS9211", Severity.Error, "check refused the zone",
        "The check program (named-checkzone unless another is declared) refused the zone as it would be after the change. The file was left as it was for this record set.");

    public static readonly DiagnosticDescriptor CheckBroken = new("XDS9212", Severity.Error, "check could not be run",
        "The declared check program could not be started or did not end within a minute. Nothing was written: a declared check that does not run is not a passed one. Correct check, or set it to off.");

    public static readonly DiagnosticDescriptor NotWritten = new("XDS9213", Severity.Error, "zone file cannot be written",
        "The file is read-only, its folder does not let this user create files, or the disk is full. Files are written beside the old one and renamed, so the folder needs write permission too.");

    public static readonly DiagnosticDescriptor NotProven = new("XDS9214", Severity.Error, "edit would touch more than it should",
        "The edited zone was read again before writing, and it did not say exactly what was intended, with every other record as before. Nothing was written. Mend the lines around the record set by hand and report the zone's layout as a bug.");

    public static readonly DiagnosticDescriptor Partial = new("XDS9215", Severity.Error, "only some files of the zone were written",
        "The zone stands in several files. A file that it includes was written, then writing the next one failed. The live state is read again before anything else is done.");

    public static readonly DiagnosticDescriptor UnusualTarget = new("XDS9216", Severity.Note, "target is not a host name",
        "A record in the zone file points at a name that is no full host name (a single label, other characters than letters, digits and hyphens). It is reported as it stands.");

    public static readonly DiagnosticDescriptor NotSupported = new("XDS9217", Severity.Error, "zone file cannot hold it",
        "A zone file holds SRV record sets below _xmpp-server._tcp and _xmpps-server._tcp; they can be created, updated and deleted. Anything else needs another provider. Nothing was written.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        Unreadable, Malformed, IncludeRefused, Dynamic, NotInAnyZone, BadZones, MixedTtl, Occluded, NotEditable, Changed, CheckRefused, CheckBroken,
        NotWritten, NotProven, Partial, UnusualTarget, NotSupported,
    ];

    public static Diagnostic CannotHold(Step step) => NotSupported.At(null, $"A zone file cannot {step.Operation.ToString().ToLowerInvariant()} {step.Resource}.", "Name a provider that can.");
}
