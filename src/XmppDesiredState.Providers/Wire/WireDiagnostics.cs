using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Wire;

/// <summary>What asking from outside can find.</summary>
internal static class WireDiagnostics
{
    public static readonly DiagnosticDescriptor NotAsked = new("XDS9801", Severity.Error, "A member could not be asked for its certificate",
        "A port of the member gave no certificate: it is closed from here, too slow, speaks something else, or the stream or the TLS handshake failed. That says nothing about what others see: a firewall may let partners in and not this machine. So what the member has loaded is unknown, and nothing is planned from it. Open the way from this machine, or correct the address under members (RFC 6120 §5, XEP-0368).");

    public static readonly DiagnosticDescriptor NotListed = new("XDS9802", Severity.Error, "A member has no address on the wire",
        "A service names a member that the options of the wire provider do not list, so nobody knows where to ask it. Members are named in both places by the same word. Add the member with its own address (never one that several members share) under members of the wire provider.");

    public static readonly DiagnosticDescriptor NoDomain = new("XDS9803", Severity.Error, "A service names no domain to ask for",
        "A server may present another certificate for each domain it serves, so a probe must say which it means: in the stream header (RFC 6120 §4.7.2) and in the TLS hello (SNI). Add health with a domain of yours that the service serves.");

    public static readonly DiagnosticDescriptor StillOther = new("XDS9804", Severity.Error, "A member still presents another certificate",
        "The member answers and presents, again and again, another certificate than it was told to load. Usual causes: a reload that does not read certificates again (known of several servers), a port or a virtual host with a certificate setting of its own, or an address that leads to another machine. Restart the member; if that does not help, look where its configuration takes the certificate from.");

    public static readonly DiagnosticDescriptor NotBack = new("XDS9805", Severity.Error, "A member did not answer in time",
        "From here the member did not present a certificate within the time that health.within of its service gives. It is known that it did not answer; a probe changes nothing, so nothing is uncertain. Look at the member itself, then at the way from this machine to it. If it only needs longer to start, raise health.within.");

    public static readonly DiagnosticDescriptor Unsupported = new("XDS9806", Severity.Error, "The wire provider cannot do this",
        "It asks members of services from outside which certificate they present. It holds nothing and changes nothing: certificates, restarts and partners belong to other providers.");

    public static readonly DiagnosticDescriptor BadMember = new("XDS9807", Severity.Error, "The address of a member cannot be used",
        "Each member of the wire provider has an address (host:port or [IPv6 address]:port, where STARTTLS is spoken; port 5269 unless given), or a directTls address with its port (XEP-0368 names none), or both on different ports.");

    public static readonly DiagnosticDescriptor SharedAddress = new("XDS9808", Severity.Warning, "Two members are asked at one address",
        "What is seen at a shared address is what some member presents, perhaps the one that was restarted first: the others would look as if they had been restarted too. Give each member the address of its own machine, behind any load balancer.");

    public static readonly DiagnosticDescriptor PortsDisagree = new("XDS9809", Severity.Warning, "The ports of a member present different certificates",
        "STARTTLS and direct TLS (XEP-0368) are often separate listeners, and some servers read the certificate of one of them only at start, or from a setting of its own. Partners choose the port, so both must present the new certificate. Restart the member, or correct the setting of the listener that lags.");

    public static readonly DiagnosticDescriptor HoldsNoService = new("XDS9810", Severity.Error, "The wire provider holds no services",
        "It cannot reload or restart anything. Declare the service on the provider that can, and name the wire provider in its health.provider. A service that a person restarts (restart: manual) may be declared on the wire itself.");

    public static readonly DiagnosticDescriptor NoCertificate = new("XDS9811", Severity.Warning, "A member offers no TLS",
        "It speaks XMPP and offers no STARTTLS, so it runs without a certificate: it never had one, or its key and certificate do not belong together (Prosody reloads such a pair without a complaint and then offers no TLS). Partners that require TLS cannot reach it. Where a certificate is declared for it, applying installs and reloads it.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [NotAsked, NotListed, NoDomain, StillOther, NotBack, Unsupported, BadMember, SharedAddress, PortsDisagree, HoldsNoService, NoCertificate];

    public static Diagnostic NoCertificateOf(ResourceId service, string member, string provider) =>
        NoCertificate.At(null, $"{member} of {service} offers no STARTTLS, so it runs without a certificate.", "Apply the certificate that is declared for it, or check its key and certificate.") with { Address = new Address(service, provider).ToString() };

    public static Diagnostic NotAskedBecause(ResourceId service, string member, string provider, ImmutableArray<WireAnswer> answers) =>
        NotAsked.At(null, $"{member} of {service} could not be asked: {Sentences(answers)}", Advice(answers, provider)) with { Address = new Address(service, provider).ToString() };

    public static Diagnostic NotListedOn(ResourceId service, string member, string provider) =>
        NotListed.At(null, $"{provider} has no address of {member}, a member of {service}.", $"Add {member}: {{ address: host:5269 }} under members of {provider}.") with { Address = new Address(service, provider).ToString() };

    public static Diagnostic NoDomainOf(ResourceId service, string provider) =>
        NoDomain.At(null, $"{service} does not say which domain to ask its members for.", "Add health: { domain: NAME } to the service.") with { Address = new Address(service, provider).ToString() };

    public static Diagnostic Disagree(ResourceId service, string member, string provider, string loaded) =>
        PortsDisagree.At(null, $"{member} of {service} presents different certificates: {loaded}.", "Restart the member, or correct the listener that lags.") with { Address = new Address(service, provider).ToString() };

    public static Diagnostic StillServes(Step step, string loaded, string wanted) =>
        About(step, StillOther, $"{step.Member} of {step.Resource} still serves {loaded} in place of {wanted}.", "Restart it, and check which file its configuration names.");

    public static Diagnostic DidNotAnswer(Step step, TimeSpan within, ImmutableArray<WireAnswer> answers) => About(step, NotBack,
        $"{step.Member} of {step.Resource} did not answer within {Values.Duration.Format(within)}. At last: {Sentences(answers)}", Advice(answers, step.Provider));

    public static Diagnostic CannotDo(Step step, string why) => About(step, Unsupported, $"{step.Operation} of {step.Resource} is not possible: {why}.", "Plan again with a provider that can.");

    public static Diagnostic CannotKeep(Kind kind) => Unsupported.At(null, $"The wire provider does not see the kind {kind.Name}.", "Declare it on another provider.");

    private static string Sentences(ImmutableArray<WireAnswer> answers) =>
        string.Join(' ', answers.Where(answer => answer.Problem is not null).Select(answer => $"{answer.Problem!.Sentence[..^1]} ({answer.Port.Way})."));

    private static string Advice(ImmutableArray<WireAnswer> answers, string provider) => answers.FirstOrDefault(answer => answer.Problem is not null)?.Problem switch
    {
        // A port for direct TLS that hears a stream in clear hangs up.
        { Kind: StreamProblemKind.Closed, Stage: StreamStage.Opening } => $"If this is a port for direct TLS, give it as directTls under members of {provider}; else check the server's log.",
        { Kind: var kind } => Advice(kind, provider),
        _ => "Ask again.",
    };

    private static string Advice(StreamProblemKind kind, string provider) => kind switch
    {
        StreamProblemKind.NotResolved => $"Correct the host under members of {provider}, or give an IP address.",
        StreamProblemKind.TlsTooEarly => $"Give this address as directTls under members of {provider}.",
        StreamProblemKind.NotTls => $"Give this address as address, not as directTls, under members of {provider}.",
        StreamProblemKind.NotXmpp => $"Correct the address under members of {provider}: servers speak XMPP to servers on port 5269 as a rule.",
        StreamProblemKind.StreamError => "Check that the server serves health.domain of the service.",
        StreamProblemKind.StartTlsNotOffered => "Check the server: one whose key and certificate do not match offers no STARTTLS.",
        StreamProblemKind.TlsFailed or StreamProblemKind.StartTlsRefused => "Check the server's log, its certificate and its key.",
        StreamProblemKind.InjectedData => "Look who answers there: a server does not do this, something on the way may.",
        _ => "Check that the member runs and that a firewall lets this machine through.",
    };

    private static Diagnostic About(Step step, DiagnosticDescriptor descriptor, string summary, string fix) =>
        descriptor.At(null, summary, fix) with { Address = new Address(step.Resource, step.Provider).ToString() };
}
