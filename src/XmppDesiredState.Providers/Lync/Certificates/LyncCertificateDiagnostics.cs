using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>What certificates on Lync can cause: 9875 to 9889, 9892 to 9899.</summary>
internal static class LyncCertificateDiagnostics
{
    public static readonly DiagnosticDescriptor UnknownUsage = new("XDS9875", Severity.Error, "Lync uses certificates for nothing of that name",
        "usages are the types of Set-CsCertificate, in any case: AccessEdgeExternal, DataEdgeExternal, AudioVideoAuthentication, XmppServer for the external side of an Edge server; Internal, External, Default, "
        + "WebServicesExternal, WebServicesInternal and the rest of its list. OAuthTokenIssuer belongs to the whole deployment and is not managed.");

    public static readonly DiagnosticDescriptor NoConnection = new("XDS9876", Severity.Error, "A member of a certificate has no connection of its own",
        "The certificate cmdlets act on the machine they run on, so every member needs an entry under machines, local or ssh. Through remoting the cmdlets run elsewhere and the store that is looked at is that of this machine, so it is refused; "
        + "a private key would leave an Edge server through it too, without this program knowing how well it is protected.");

    public static readonly DiagnosticDescriptor Wildcard = new("XDS9877", Severity.Error, "The external Edge certificate would have a wildcard",
        "Lync Server 2013 supports wildcards for the simple URLs behind a reverse proxy and not on the external interface of an Edge server: each SIP domain, the web conferencing name and each XMPP domain is a name of its own. "
        + "The live certificate has one, and extra: keep would carry it into the next request. Write extra: drop under names, and name what is needed. Source: Microsoft, \"Wildcard certificate support\" and \"Plan for Edge Server certificates\".");

    public static readonly DiagnosticDescriptor NotExportable = new("XDS9878", Severity.Error, "The key of a certificate for several machines must be exportable",
        "All members of an Edge pool have one certificate with one key, which A/V authentication depends on. The key is made on the first member, and can reach the others only if it may be exported there. Write exportable: true under key.");

    public static readonly DiagnosticDescriptor BadKey = new("XDS9879", Severity.Error, "Request-CsCertificate makes no such key",
        "It makes RSA keys of 1024, 2048 and 4096 bits and, as ECDH_P256, ECDH_P384 and ECDH_P521, keys of 256, 384 and 521 bits. Correct key.size.");

    public static readonly DiagnosticDescriptor NoXmppUsage = new("XDS9880", Severity.Warning, "The XMPP proxy would keep another certificate",
        "The external usages of an Edge server are assigned one by one, and XmppServer, the one of the XMPP proxy, is not among those declared though AccessEdgeExternal is. Partners would go on to be shown what is assigned to it now. Add XmppServer to usages, or declare a certificate of its own for it.");

    public static readonly DiagnosticDescriptor UnknownPurpose = new("XDS9881", Severity.Error, "Lync cannot ask for this extended key usage",
        "Request-CsCertificate always asks for serverAuth and, with -ClientEKU, for clientAuth; it has no parameter for others. Remove it, or declare the certificate elsewhere.");

    public static readonly DiagnosticDescriptor OtherSubject = new("XDS9882", Severity.Warning, "Lync takes the common name from the topology",
        "Request-CsCertificate has no parameter for the subject's common name: it writes the Access Edge name of the topology there. What is declared as subject.commonName is asked for as an alternative name only if it is among the names. Leave it out, or set it to gateway.edge.");

    public static readonly DiagnosticDescriptor UsagesDiffer = new("XDS9883", Severity.Warning, "The usages of a machine have different certificates",
        "Get-CsCertificate shows for one of the declared usages another certificate than for the others, or none: somebody assigned them one by one, or an installation was cut off in between. The next apply assigns one certificate to all of them.");

    public static readonly DiagnosticDescriptor Unusable = new("XDS9884", Severity.Warning, "The assigned certificate cannot be used",
        "A usage has a certificate that is not in the computer's store, or lies there without its private key, so services that start with it cannot use it. Usual cause: somebody removed it, or imported the certificate without its key. It counts as missing.");

    public static readonly DiagnosticDescriptor RequestLost = new("XDS9885", Severity.Warning, "A certificate request is not whole",
        "The folder under ProgramData says that a certificate was requested, and the request is missing, broken, or asks for something else than was wanted: Request-CsCertificate was cut off, refused, or left out names. It is not waited for; the next apply makes another.");

    public static readonly DiagnosticDescriptor NotAsAsked = new("XDS9886", Severity.Error, "Request-CsCertificate made another request than was asked for",
        "What the cmdlet wrote was read again, and it lacks names or has another key than was asked for. It was not sent to any CA and is not used. Look at the cmdlet's own account with -Verbose, and at its version.");

    public static readonly DiagnosticDescriptor NoRequest = new("XDS9887", Severity.Error, "There is no request that the certificate could answer",
        "A certificate can be accepted only beside the key that was made for its request, on the machine where that was. No member holds such a request: it was replaced or removed since the plan. Plan again.");

    public static readonly DiagnosticDescriptor NothingToInstall = new("XDS9888", Severity.Error, "The certificate to install is nowhere to be had",
        "No member has it in its store with its private key. It was removed after the plan was made. Plan again.");

    public static readonly DiagnosticDescriptor NotHandedOver = new("XDS9889", Severity.Error, "A certificate could not be handed from one machine to another",
        "Windows refused to export the private key, mostly because it was not made exportable: key.exportable counts from the next request on. Have a new certificate issued with exportable: true (--renew), or import the PFX on that machine by hand.");

    public static readonly DiagnosticDescriptor WithoutKey = new("XDS9892", Severity.Error, "An imported certificate has no private key",
        "Import-CsCertificate ended without an error, and the certificate lies in the store without its private key, so it cannot be assigned. The key of its request was deleted (store \"Certificate Enrollment Requests\"), or belongs to another account. Nothing uses it. Where it was the answer to a request, that request is given up, and the next apply makes another.");

    public static readonly DiagnosticDescriptor NoPrevious = new("XDS9893", Severity.Error, "The former certificate is not there",
        "The certificate that is to be assigned again is not in the machine's store with its private key. Nothing removes it but people. Install a certificate anew.");

    public static readonly DiagnosticDescriptor NotScripted = new("XDS9894", Severity.Error, "Certificates on Lync are not managed by script",
        "Scripts run on a Front End server, and certificates are requested, imported and assigned on each Edge server, with a private key that goes from one to the other. Give the provider connections to the Edge servers and use plan and apply, or leave the certificate out.");

    public static readonly DiagnosticDescriptor DeniedByCa = new("XDS9895", Severity.Error, "The CA denied a certificate request",
        "The CA that was asked at once, or its administrators, refused the request. The words are those of Lync; the CA's own log has the reason. The request is given up, and the next apply makes another one. Look at the template's rights and at what the CA's policy allows.");

    public static readonly DiagnosticDescriptor NoAuthority = new("XDS9896", Severity.Error, "The lync provider has no CA to ask",
        "A certificate may name its own lync provider as issuer: Request-CsCertificate then asks the CA of the option certificateAuthority at once, on the first member, which must reach it. A lync provider issues for no certificate but its own. Set certificateAuthority to HOST\\NAME as certutil -dump prints it, "
        + "or name another issuer.");

    public static readonly DiagnosticDescriptor Pending = new("XDS9897", Severity.Note, "A certificate request waits at the CA",
        "The CA has taken the request and waits for its administrators to issue it. Every apply asks again; nothing else needs to be done here.");

    public static readonly DiagnosticDescriptor BadName = new("XDS9898", Severity.Error, "The name of a certificate is no folder",
        "Each certificate has a folder named after it on the machine of its requests, and Windows does not tell capitals from small letters there. Use a shorter name, or one that differs otherwise.");

    public static readonly DiagnosticDescriptor DropsNames = new("XDS9899", Severity.Warning, "Lync adds names of the topology to a request",
        "Request-CsCertificate writes names into the request that it takes from the topology, such as the web conferencing Edge's. Under extra: drop each of them that is not declared is a name too many, so that every plan renews the certificate again. Declare them under names.additional, or leave extra at keep once the names that are to go are gone.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        UnknownUsage, NoConnection, Wildcard, NotExportable, BadKey, NoXmppUsage, UnknownPurpose, OtherSubject, UsagesDiffer, Unusable, RequestLost, NotAsAsked, NoRequest, NothingToInstall, NotHandedOver,
        WithoutKey, NoPrevious, NotScripted, DeniedByCa, NoAuthority, Pending, BadName, DropsNames,
    ];
}
