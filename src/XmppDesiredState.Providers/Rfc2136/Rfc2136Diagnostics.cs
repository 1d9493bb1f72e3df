using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Providers.Rfc2136.Messages;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>What <c>rfc2136</c> reports: 9901 to 9949.</summary>
internal static class Rfc2136Diagnostics
{
    public static readonly DiagnosticDescriptor Unreachable = new("XDS9901", Severity.Error, "name server cannot be reached",
        "No connection to the name server could be made over TCP: it is down, its host name has no address, or a firewall lets only UDP through. Transfers and updates of this tool always use TCP (RFC 7766). Nothing was sent. Start it, or correct server.");

    public static readonly DiagnosticDescriptor NoAnswer = new("XDS9902", Severity.Error, "name server did not answer",
        "The message was sent, and no whole answer came: within the timeout, or before the connection ended. Whether the server acted on it is unknown, so the live state is read again before anything else. Look at the server's log; for a slow server raise timeout.");

    public static readonly DiagnosticDescriptor Garbage = new("XDS9903", Severity.Error, "answer is no answer",
        "What came is not of the form of RFC 1035 §4, answers another question, or is a transfer that breaks the rules of RFC 5936. It was not believed. See whether the port belongs to a name server and what stands between it and this machine.");

    public static readonly DiagnosticDescriptor Unsigned = new("XDS9904", Severity.Error, "answer is not signed",
        "The question was signed and the answer is not (RFC 8945 §5.3 demands it), so anybody on the way could have written it: it was not believed, whatever it says. Knot answers so for a zone that it does not serve. Check zones, that server is the primary itself and not something before it, and that it has the key.");

    public static readonly DiagnosticDescriptor Forged = new("XDS9905", Severity.Error, "signature of the answer does not fit",
        "The answer is signed with another key or secret, was altered on the way, or is a recorded answer to another question (RFC 8945 §5.3). It was not believed. Where it happens each time, server and this tool hold different secrets; else something on the way interferes.");

    public static readonly DiagnosticDescriptor KeyRefused = new("XDS9906", Severity.Error, "name server refuses the key",
        "It answered BADKEY (RFC 8945 §5.2.1) to every key of the list: it has no key of that name, has it with another algorithm, or (Knot) does not let it do this. That answer carries no signature, so it proves nothing about what was sent. Names must be the same on both sides, letter by letter: the name is signed too.");

    public static readonly DiagnosticDescriptor SignatureRefused = new("XDS9907", Severity.Error, "name server has another secret",
        "It answered BADSIG (RFC 8945 §5.2.2): it knows the name of the key and has another secret for it. That answer carries no signature, so it proves nothing about what was sent. Compare the secret with the server's key file; when changing secrets, list the new key and the old one under keys.");

    public static readonly DiagnosticDescriptor ClockSkew = new("XDS9908", Severity.Error, "clocks differ too much",
        "Signatures hold the time and are good for 300 seconds (RFC 8945 §5.2.3). The clock of this machine and that of the name server differ by more, so the message was refused (BADTIME), on the server's signed word: nothing was done. Set the wrong clock, best by NTP.");

    public static readonly DiagnosticDescriptor NotServed = new("XDS9909", Severity.Error, "name server does not answer for the zone",
        "It says, signed, that it is not authoritative for the zone (NOTAUTH), or lets this key ask nothing of it (REFUSED). What the zone holds is unknown then, which is not the same as absent. Correct zones or server; views of BIND may show this key another set of zones.");

    public static readonly DiagnosticDescriptor Refused = new("XDS9910", Severity.Error, "name server refuses the update",
        "It answered REFUSED (RFC 2136 §3.3), signed, and did nothing. Usual causes: the key may not change these names or this type (update-policy, acl), the zone takes no updates, or it is frozen (rndc freeze ZONE; rndc thaw ZONE ends that). The server's log names the rule.");

    public static readonly DiagnosticDescriptor ServerFailed = new("XDS9911", Severity.Error, "name server failed",
        "It answered SERVFAIL: the zone did not load, its journal cannot be written (permissions, full disk), or a secondary could not hand the update on. Whether an update took effect is unknown, so the live state is read again. The server's log has the cause.");

    public static readonly DiagnosticDescriptor OtherAnswer = new("XDS9912", Severity.Error, "name server did not do it",
        "It answered, signed, with a code that says that it did nothing: NOTIMP (it takes no updates), NOTZONE (the name is not in the zone), FORMERR (it does not understand the message), or one that this tool does not know. The server's log has the cause.");

    public static readonly DiagnosticDescriptor Changed = new("XDS9913", Severity.Error, "record set has changed since",
        "The server compared the record set with what the plan had found (RFC 2136 §2.4), and it differs: somebody else changed it in between. Nothing was written for it; other records of the run are not concerned. Plan again and look at what changed. The time to live takes no part in this comparison.");

    public static readonly DiagnosticDescriptor AliasThere = new("XDS9914", Severity.Error, "alias stands where records shall be",
        "A CNAME record stands at the owner of the SRV record set. No other record may stand beside it (RFC 1034 §3.6.2), and a server would silently drop ours (RFC 2136 §3.4.2.2). Remove the alias by hand, or have the record set managed where the alias leads.");

    public static readonly DiagnosticDescriptor TooLarge = new("XDS9915", Severity.Error, "record set is too large for one message",
        "An update must carry the whole record set as it was and as it shall be in one message of at most 60,000 octets, so that the server can compare and change at once. That is enough for hundreds of targets. Declare fewer.");

    public static readonly DiagnosticDescriptor BadOptions = new("XDS9916", Severity.Error, "options cannot be used",
        "An address under server is none (host:port, 192.0.2.1:port or [2001:db8::1]:port; port 53 unless given), a zone or a key has a name that is none, or one stands twice. Without a key no answer can be believed, so there is at least one.");

    public static readonly DiagnosticDescriptor BadSecret = new("XDS9917", Severity.Error, "secret of a key is not Base64",
        "The secret of a TSIG key is the Base64 text that stands in quotes behind secret in the server's key file (tsig-keygen and keymgr -t print it), and nothing else. What the reference leads to is something else, such as the whole file, or is empty.");

    public static readonly DiagnosticDescriptor NotInAnyZone = new("XDS9918", Severity.Error, "record is in none of the zones",
        "The owner of a declared record set is below none of the names under zones of its provider, so it is not known where to send it. Add the zone, or have another provider hold the record.");

    public static readonly DiagnosticDescriptor MixedTtl = new("XDS9919", Severity.Note, "times to live differ inside a record set",
        "Records of one set must have one time to live (RFC 2181 §5.2). The lowest is taken as the set's, as a resolver would. Declaring a ttl makes them equal.");

    public static readonly DiagnosticDescriptor UnusualTarget = new("XDS9920", Severity.Note, "target is not a host name",
        "A record of the zone points at a name that is no full host name (a single label, other characters than letters, digits and hyphens). It is reported as it stands.");

    public static readonly DiagnosticDescriptor Occluded = new("XDS9921", Severity.Note, "record stands in the parent zone",
        "A managed record stands in a zone although its owner belongs to a longer zone of the same provider. No server answers with it, so it is left alone.");

    public static readonly DiagnosticDescriptor NoTransfer = new("XDS9922", Severity.Note, "zone is read by questions",
        "The name server does not let the key transfer the zone, so only declared record sets were asked for: what else is there is not seen, and an owner without records of its own is answered from a wildcard, if the zone has one. Allow transfers for the key (allow-transfer in BIND, action: transfer in Knot).");

    public static readonly DiagnosticDescriptor Unsupported = new("XDS9923", Severity.Error, "DNS update cannot do it",
        "This provider holds SRV record sets below _xmpp-server._tcp and _xmpps-server._tcp, with targets that are names; they can be created, updated and deleted. Anything else needs another provider. Nothing was written.");

    public static readonly DiagnosticDescriptor Lags = new("XDS9931", Severity.Error, "name server lags behind",
        "The primary has taken the change, and another authoritative server of the zone did not show it within settle.within: it was not notified, cannot transfer (allow-transfer, firewall), or does not answer. Resolvers ask any of them, so some partners see the old records. Compare the serials; rndc retransfer ZONE or knotc zone-retransfer ZONE has a secondary ask again.");

    public static readonly DiagnosticDescriptor NoNameServers = new("XDS9932", Severity.Error, "name servers of the zone cannot be found",
        "To see whether a change is in effect everywhere, the resolver is asked for the zone's NS records and their addresses, and it did not say. The change itself is not concerned. Name a resolver that knows the zone, or the servers themselves, under settle; within: 0s asks nobody.");

    public static readonly DiagnosticDescriptor TargetIsAlias = new("XDS9933", Severity.Warning, "target is an alias",
        "The target of an SRV record must be a name with addresses of its own, not an alias (RFC 2782). Some servers follow the alias and some do not, so some partners cannot connect. Name the host that the alias leads to.");

    public static readonly DiagnosticDescriptor TargetWithoutAddress = new("XDS9934", Severity.Warning, "target has no address",
        "The resolver knows neither an A nor an AAAA record for the target of an SRV record, so nobody can connect to it (RFC 2782). Add the address records, or correct the target.");

    public static readonly DiagnosticDescriptor TargetIsPrivate = new("XDS9935", Severity.Warning, "target has a private address",
        "The resolver answers for a target with an address that only one network knows (RFC 1918, RFC 4193, RFC 6598, loopback or link-local). Partners on the internet cannot reach it. It is right where the resolver stands inside and the public one sees another address: then name a public one as settle.resolver.");

    public static readonly DiagnosticDescriptor TargetFails = new("XDS9936", Severity.Warning, "target cannot be resolved",
        "The resolver answered SERVFAIL for the address of a target. Usual causes: a delegation to servers that do not answer, or signatures (DNSSEC) that do not fit. Partners whose resolver sees the same cannot connect.");

    public static SettleDescriptors Settle { get; } = new(Lags, NoNameServers, TargetIsAlias, TargetWithoutAddress, TargetIsPrivate, TargetFails);

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        Unreachable, NoAnswer, Garbage, Unsigned, Forged, KeyRefused, SignatureRefused, ClockSkew, NotServed, Refused, ServerFailed, OtherAnswer, Changed,
        AliasThere, TooLarge, BadOptions, BadSecret, NotInAnyZone, MixedTtl, UnusualTarget, Occluded, NoTransfer, Unsupported,
        Lags, NoNameServers, TargetIsAlias, TargetWithoutAddress, TargetIsPrivate, TargetFails,
    ];

    /// <summary>Why there is no answer that can be believed.</summary>
    public static Diagnostic Of(ExchangeException problem, string zone, string key) => problem.Fault switch
    {
        ExchangeFault.Unreachable => Unreachable.At(null, $"{problem.Server} cannot be reached for {zone}: {problem.Detail}.", "Start the name server, or correct server."),
        ExchangeFault.Silent or ExchangeFault.BrokenOff => NoAnswer.At(null, $"{problem.Server} did not answer for {zone}: {problem.Detail}.", "Look at the name server, then run again."),
        ExchangeFault.Unsigned => Unsigned.At(null, $"{problem.Server} answered for {zone} and was not believed: {problem.Detail}.",
            problem.Code == ResponseCode.NotAuth ? $"See whether it serves {zone}." : "See who answers there, and whether it has the key."),
        ExchangeFault.Forged => Forged.At(null, $"{problem.Server} answered for {zone} and was not believed: {problem.Detail}.", $"Compare the secret of {key} on both sides."),
        ExchangeFault.KeyRefused => KeyRefused.At(null, $"{problem.Server} refuses the key {key} for {zone}: {problem.Detail}.", $"Compare name and algorithm of {key} on both sides, and what the server lets it do."),
        ExchangeFault.SignatureRefused => SignatureRefused.At(null, $"{problem.Server} refuses the key {key} for {zone}: {problem.Detail}.", $"Compare the secret of {key} on both sides."),
        ExchangeFault.ClockSkew => ClockSkew.At(null, $"{problem.Server} refuses the time of the signature{(problem.ServerTime is { } time ? $": there it is {time:yyyy-MM-dd HH:mm:ss} UTC" : "")}.", "Compare that with the clock of this machine, and set the wrong one."),
        _ => Garbage.At(null, $"{problem.Server} did not answer for {zone}: {problem.Detail}.", "See whether the port belongs to a name server."),
    };

    /// <summary>A verified answer that says no.</summary>
    public static Diagnostic Answers(ResponseCode code, string server, string zone, string key) => code switch
    {
        ResponseCode.ServFail => ServerFailed.At(null, $"{server} answered SERVFAIL for {zone}.", "See its log for the cause."),
        ResponseCode.NotAuth or ResponseCode.Refused => NotServed.At(null, $"{server} does not answer for {zone} to {key}.", "Correct zones or server, or let the key ask."),
        _ => OtherAnswer.At(null, $"{server} answered {Rfc2136Mapper.Word(code)} for {zone}.", "See its log for the cause."),
    };

    public static Diagnostic Refuses(string server, string zone, string key) =>
        Refused.At(null, $"{server} refuses to change {zone} for {key}.", "See whether the key may change SRV records there, and whether the zone is frozen.");

    public static Diagnostic AliasAt(string owner) => AliasThere.At(null, $"{owner} is an alias (CNAME).", "Remove the alias by hand, then plan again.");

    public static Diagnostic TooManyTargets(string owner) => TooLarge.At(null, $"{owner} has too many targets for one message.", "Declare fewer targets.");

    public static Diagnostic CannotHold(Step step) => Unsupported.At(null, $"DNS update cannot {step.Operation.ToString().ToLowerInvariant()} {step.Resource}.", "Name a provider that can.") with
    {
        Address = new Address(step.Resource, step.Provider).ToString(),
    };
}
