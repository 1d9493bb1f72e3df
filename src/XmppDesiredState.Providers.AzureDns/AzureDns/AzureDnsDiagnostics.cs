using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Federation.Dns;

namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary>What <c>azure-dns</c> reports: 9951 to 9999.</summary>
internal static class AzureDnsDiagnostics
{
    public static readonly DiagnosticDescriptor BadOptions = new("XDS9951", Severity.Error, "options of azure-dns are not usable",
        "endpoint and authority are addresses that a secret or a token is sent to, so they are https, with nothing behind the host: https://management.azure.com. A subscription is named by its id, an instance needs at least one zone, and settle names servers by their IP addresses.");

    public static readonly DiagnosticDescriptor NotInAnyZone = new("XDS9952", Severity.Error, "record is in none of the Azure zones",
        "The owner of a declared record set is below none of the names under zones of its provider, so there is no zone to write it to. Add the zone, or have another provider hold the record.");

    public static readonly DiagnosticDescriptor BadRecord = new("XDS9953", Severity.Error, "Azure DNS cannot hold the record set",
        "Azure DNS takes times to live from one second up (Microsoft.Network/dnsZones, API version 2018-05-01). A declaration of 0 would be refused at apply, so it is refused before.");

    public static readonly DiagnosticDescriptor SignIn = new("XDS9954", Severity.Error, "no token for Azure",
        "Entra ID gave no token, or the machine offers no identity to ask for one with. With auto the first of these that is there is used: environment variables, workload identity, managed identity, az login and the like (DefaultAzureCredential of Azure.Identity); --no-exec leaves out those that start a program. An AADSTS number in the message is explained at https://login.microsoftonline.com/error. The words of the answer are left out: they may quote what was sent.");

    public static readonly DiagnosticDescriptor Unauthorized = new("XDS9955", Severity.Error, "Azure does not take the token",
        "Azure Resource Manager answered 401: the token is for another tenant or another cloud than the subscription's, or was revoked. Correct tenant under credential, or endpoint and authority, which must belong to one cloud.");

    public static readonly DiagnosticDescriptor Forbidden = new("XDS9956", Severity.Error, "no right to the record sets",
        "Azure Resource Manager answered 403. Whoever signs in needs Microsoft.Network/dnsZones/SRV/read to plan, and SRV/write and SRV/delete to apply, on the zone: a custom role with these three (see the provider's README), or the built-in role DNS Zone Contributor on the zone. A new assignment takes some minutes.");

    public static readonly DiagnosticDescriptor NotFound = new("XDS9957", Severity.Error, "zone is not there",
        "Azure Resource Manager answered 404: the subscription has no such resource group, or that has no public DNS zone of this name. Private zones are another type of resource and no place for federation. A zone that is not found is unknown, never empty.");

    public static readonly DiagnosticDescriptor Blocked = new("XDS9958", Severity.Error, "Azure refuses the change as things stand",
        "Azure Resource Manager answered 409: a lock on the zone, the resource group or the subscription forbids it, a CNAME has the same name, or another operation on the zone is under way. Remove the lock or the CNAME, or apply again later. Nothing was written.");

    public static readonly DiagnosticDescriptor Refused = new("XDS9959", Severity.Error, "Azure refuses the request",
        "Azure Resource Manager answered that the request itself is wrong, for instance too many records in one set (20) or too many sets in the zone (10,000; both can be raised by Azure support). Nothing was written; its own words are in the message.");

    public static readonly DiagnosticDescriptor Changed = new("XDS9960", Severity.Error, "record set has changed since in Azure",
        "The record set is no longer as the plan found it: its ETag differed, it was read again, and the values differ too. Nothing was written for it. Plan again and look at what changed.");

    public static readonly DiagnosticDescriptor Throttled = new("XDS9961", Severity.Error, "Azure asks to wait",
        "Azure Resource Manager answered 429, or 503 with a time to wait: more was asked in a short time than it allows a subscription or an identity, others' requests included (documented: 1,000 writes in five minutes). The request was not carried out. It is sent again after the time Azure gives, a few times; then apply again later.");

    public static readonly DiagnosticDescriptor Unclear = new("XDS9962", Severity.Error, "Azure's answer to a change is unknown",
        "The answer to a change did not come, came with a server error (5xx), or did not say what was asked for. The change may or may not have been made, so the record set is read again before anything else is done.");

    public static readonly DiagnosticDescriptor Unreachable = new("XDS9963", Severity.Error, "Azure Resource Manager gives no answer",
        "The server could not be reached, its certificate is not trusted here, or it kept answering with a server error (5xx). The zone's records are unknown then, which is not the same as absent. Check endpoint, name resolution and proxy (HTTPS_PROXY), and https://azure.status.microsoft.");

    public static readonly DiagnosticDescriptor Malformed = new("XDS9964", Severity.Error, "answer is not of Azure's form",
        "What came back is not what the documentation of Microsoft.Network/dnsZones (API version 2018-05-01) describes, is larger than 16 MB, or its link to the next page leads to another server, which would get the token. The zone's records are unknown then. See whether endpoint is the right address and what answers there.");

    public static readonly DiagnosticDescriptor Occluded = new("XDS9965", Severity.Note, "record stands in the parent zone",
        "A managed record stands in a zone although its owner belongs to a longer zone of the same provider. No server answers with it, so it is left alone.");

    public static readonly DiagnosticDescriptor UnusualTarget = new("XDS9966", Severity.Note, "target in Azure is not a host name",
        "A record in Azure points at a name that is no full host name (a single label, other characters than letters, digits and hyphens). It is reported as it stands.");

    public static readonly DiagnosticDescriptor NotSupported = new("XDS9967", Severity.Error, "azure-dns cannot hold it",
        "Azure DNS holds SRV record sets below _xmpp-server._tcp and _xmpps-server._tcp; they can be created, updated and deleted. Anything else needs another provider. Nothing was written.");

    public static readonly DiagnosticDescriptor Stopped = new("XDS9968", Severity.Error, "stopped before the change was sent",
        "The run was stopped while the change waited for its turn, so that Azure's limit on writes was kept. It was never sent. Apply again: what is done already is found and left alone.");

    public static readonly DiagnosticDescriptor Lags = new("XDS9969", Severity.Error, "name server of Azure lags behind",
        "Azure Resource Manager has taken the change, and one of the zone's name servers did not show it within settle.within. Azure says that this takes up to a minute. Where it stays so: the zone is not delegated to the servers that Azure gave it (another zone of the same name has them), or the server cannot be reached from here over UDP, port 53. Compare the NS records at the registrar with az network dns zone show --query nameServers.");

    public static readonly DiagnosticDescriptor NoNameServers = new("XDS9970", Severity.Error, "nobody is known to serve the Azure zone",
        "To see whether a change is in effect, the resolver is asked for the zone's NS records and their addresses, and it did not say: the zone is not delegated to Azure yet, or this machine resolves no public names. The change itself is not concerned. Name a resolver that knows the zone, or the servers themselves, under settle; within: 0s asks nobody.");

    public static readonly DiagnosticDescriptor TargetIsAlias = new("XDS9971", Severity.Warning, "target of a record in Azure is an alias",
        "The target of an SRV record must be a name with addresses of its own, not an alias (RFC 2782). Some servers follow the alias and some do not, so some partners cannot connect. Name the host that the alias leads to.");

    public static readonly DiagnosticDescriptor TargetWithoutAddress = new("XDS9972", Severity.Warning, "target of a record in Azure has no address",
        "The resolver knows neither an A nor an AAAA record for the target of an SRV record, so nobody can connect to it (RFC 2782). Add the address records, or correct the target.");

    public static readonly DiagnosticDescriptor TargetIsPrivate = new("XDS9973", Severity.Warning, "target of a record in Azure has a private address",
        "The resolver answers for a target with an address that only one network knows (RFC 1918, RFC 4193, RFC 6598, loopback or link-local). Partners on the internet cannot reach it. It is right where the resolver stands inside (a private zone of Azure, for instance) and the public one sees another address: then name a public one as settle.resolver.");

    public static readonly DiagnosticDescriptor TargetFails = new("XDS9974", Severity.Warning, "target of a record in Azure cannot be resolved",
        "The resolver answered SERVFAIL for the address of a target. Usual causes: a delegation to servers that do not answer, or signatures (DNSSEC) that do not fit. Partners whose resolver sees the same cannot connect.");

    public static readonly SettleDescriptors Settle = new(Lags, NoNameServers, TargetIsAlias, TargetWithoutAddress, TargetIsPrivate, TargetFails);

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        BadOptions, NotInAnyZone, BadRecord, SignIn, Unauthorized, Forbidden, NotFound, Blocked, Refused, Changed, Throttled, Unclear, Unreachable,
        Malformed, Occluded, UnusualTarget, NotSupported, Stopped,
        Lags, NoNameServers, TargetIsAlias, TargetWithoutAddress, TargetIsPrivate, TargetFails,
    ];

    public static Diagnostic CannotHold(Step step) => NotSupported.At(null, $"Azure DNS cannot {step.Operation.ToString().ToLowerInvariant()} {step.Resource}.", "Name a provider that can.");

    public static Diagnostic ChangedAt(Step step) => Changed.At(null, $"{step.Resource.Name} is no longer as the plan found it.", "Plan again.");
}
