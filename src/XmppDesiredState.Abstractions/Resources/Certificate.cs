using System.Collections.Immutable;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Resources;

/// <summary>
/// A certificate with its names, usages, issuer and renewal. Two slots are observed: <see cref="Current"/>, what each member has installed,
/// and <see cref="Next"/>, the request on its way. Store, issuer and wire each observe their part; the engine combines them.
/// </summary>
public static class Certificate
{
    /// <summary>The option by which an issuer says how long it needs: a request goes out at least that long before the end.</summary>
    public const string LeadTimeOption = "leadTime";

    /// <summary>The member of a certificate that names none and restarts no service.</summary>
    public const string OnlyMember = "local";

    public static readonly Field<string> CommonName = new("commonName", TextType.Instance, Traits.None, "CN; gateway.edge unless given.");
    public static readonly Field<string> Organization = new("organization", TextType.Instance, Traits.None, "O.");
    public static readonly Field<string> OrganizationalUnit = new("organizationalUnit", TextType.Instance, Traits.None, "OU.");
    public static readonly Field<string> Locality = new("locality", TextType.Instance, Traits.None, "L.");
    public static readonly Field<string> State = new("state", TextType.Instance, Traits.None, "ST.");
    public static readonly Field<string> Country = new("country", new TextType(2), Traits.None, "C, two letters.");

    public static readonly Field<NameDerivation> Derive = new("derive",
        new ChoiceType<NameDerivation>(("lync-edge", NameDerivation.LyncEdge), ("xmpp", NameDerivation.Xmpp), ("none", NameDerivation.None)), Traits.None,
        "lync-edge: the edge, sip.<sipDomain> and each XMPP domain; xmpp: each XMPP domain (unless given); none.");

    public static readonly Field<ImmutableArray<string>> AdditionalNames = new("additional", new SetType<string>(DomainType.Instance), Traits.Set, "Further names, one by one.");

    public static readonly Field<ExtraNames> Extra = new("extra", new ChoiceType<ExtraNames>(("keep", ExtraNames.Keep), ("drop", ExtraNames.Drop)), Traits.None,
        "Names on the live certificate that nobody declared: keep carries them into the next request (unless given), drop leaves them out.");

    public static readonly Field<KeyAlgorithm> Algorithm = new("algorithm", new ChoiceType<KeyAlgorithm>(("RSA", KeyAlgorithm.Rsa), ("ECDSA", KeyAlgorithm.Ecdsa)), Traits.None, "RSA (unless given) or ECDSA.");
    public static readonly Field<long> KeySize = new("size", new IntegerType(256, 16384), Traits.None, "Bits: RSA 2048 and more, ECDSA 256 or 384; 2048 or 256 unless given.");
    public static readonly Field<bool> Exportable = new("exportable", FlagType.Instance, Traits.None, "Whether the key may leave the machine's store; needed for several machines.");

    public static readonly Field<ImmutableArray<string>> RequiredUsages = new("require", new SetType<string>(TextType.Instance), Traits.Set, "Usages it must have: serverAuth, clientAuth.");
    public static readonly Field<ImmutableArray<string>> PreferredUsages = new("prefer", new SetType<string>(TextType.Instance), Traits.Set, "Usages asked for and not insisted on.");

    public static readonly Field<ImmutableArray<string>> On = new("on", new SetType<string>(TextType.Instance), Traits.Set | Traits.Steering, "Members it is installed on; the members of the services in restart unless given.");
    public static readonly Field<ImmutableArray<string>> Usages = new("usages", new SetType<string>(TextType.Instance), Traits.Set | Traits.Steering, "What the back end uses it for, in its own words: AccessEdgeExternal, XmppServer.");
    public static readonly Field<string> FriendlyName = new("friendlyName", TextType.Instance, Traits.Steering, "The name people see in the certificate store.");
    public static readonly Field<Value.Map> Subject = new("subject", new ObjectType("a subject", CommonName, Organization, OrganizationalUnit, Locality, State, Country), Traits.Steering, "The request's subject.");
    public static readonly Field<Value.Map> Names = new("names", new ObjectType("{ derive, additional, extra }", Derive, AdditionalNames, Extra), Traits.Steering, "The names it covers (subject alternative names).");
    public static readonly Field<Value.Map> Key = new("key", new ObjectType("{ algorithm, size, exportable }", Algorithm, KeySize, Exportable), Traits.Steering, "The key pair.");
    public static readonly Field<string> Template = new("template", TextType.Instance, Traits.Steering, "The template of an enterprise CA.");
    public static readonly Field<Value.Map> ExtendedKeyUsage = new("extendedKeyUsage", new ObjectType("{ require, prefer }", RequiredUsages, PreferredUsages), Traits.Steering, "What it may be used for.");
    public static readonly Field<RenewBefore> RenewBefore = new("renewBefore", RenewBeforeType.Instance, Traits.Steering, "When to renew before expiry: a share of the lifetime (33% unless given) or a duration; never less than the issuer's lead time.");
    public static readonly Field<string> Issuer = new("issuer", TextType.Instance, Traits.Steering | Traits.Required, "The provider that issues it.");
    public static readonly Field<ImmutableArray<string>> Restart = new("restart", new SetType<string>(TextType.Instance), Traits.Set | Traits.Steering, "The services that must take it up.");

    public static readonly Field<string> Thumbprint = new("thumbprint", TextType.Instance, Traits.Computed, "SHA-1 of the certificate in hexadecimal capitals, as Windows shows it.");
    public static readonly Field<ImmutableArray<string>> SeenNames = new("names", new SetType<string>(TextType.Instance), Traits.Computed | Traits.Set, "Subject alternative names.");
    public static readonly Field<ImmutableArray<string>> SeenUsages = new("extendedKeyUsage", new SetType<string>(TextType.Instance), Traits.Computed | Traits.Set, "Extended key usages.");
    public static readonly Field<string> SeenKey = new("key", TextType.Instance, Traits.Computed, "Algorithm and size of the key: RSA 2048.");
    public static readonly Field<string> SeenSubject = new("subject", TextType.Instance, Traits.Computed, "Subject.");
    public static readonly Field<string> SeenIssuer = new("issuer", TextType.Instance, Traits.Computed, "Issuer.");
    public static readonly Field<string> NotBefore = new("notBefore", TextType.Instance, Traits.Computed, "Start of validity, ISO 8601 in UTC.");
    public static readonly Field<string> NotAfter = new("notAfter", TextType.Instance, Traits.Computed, "End of validity, ISO 8601 in UTC.");

    public static readonly Field<ImmutableArray<string>> Differing = new("differing", new SetType<string>(TextType.Instance), Traits.Computed | Traits.Set,
        "Usages that have another certificate, as USAGE=THUMBPRINT, or none, as USAGE=; where all of them agree it is left out.");

    public static readonly Field<string> Digest = new("digest", TextType.Instance, Traits.Computed, "Fingerprint of the desired certificate that the request was made for.");
    public static readonly Field<string> KeyFingerprint = new("keyFingerprint", TextType.Instance, Traits.Computed, "SHA-256 of the request's public key.");
    public static readonly Field<string> RequestedAt = new("requestedAt", TextType.Instance, Traits.Computed, "When it was requested, ISO 8601 in UTC.");
    public static readonly Field<string> Request = new("request", TextType.Instance, Traits.Computed, "The request itself (PKCS#10, PEM): public.");
    public static readonly Field<string> Chain = new("chain", TextType.Instance, Traits.Computed, "The certificate that came back with its chain (PEM), once it is there: public.");

    /// <summary>What one member has installed.</summary>
    public static ObjectType InstalledType { get; } = new("an installed certificate", Thumbprint, SeenNames, SeenUsages, SeenKey, SeenSubject, SeenIssuer, NotBefore, NotAfter, Differing);

    /// <summary>A request on its way.</summary>
    public static ObjectType RequestedType { get; } = new("a certificate request", Digest, KeyFingerprint, RequestedAt, Request, Chain, Thumbprint);

    public static readonly Field<ImmutableSortedDictionary<string, Value.Map>> Current = new("current", new MapType<Value.Map>("members", InstalledType), Traits.Computed, "What each member has installed.");
    public static readonly Field<Value.Map> Next = new("next", RequestedType, Traits.Computed, "The request on its way.");

    public static readonly Field<ImmutableArray<string>> Covers = new("covers", new SetType<string>(TextType.Instance), Traits.Computed | Traits.Set, "The names that it covers, as a plan shows them.");

    public static readonly Kind Kind = new()
    {
        Name = "certificate",
        Phase = 2,
        Summary = "A certificate of ours, from the request to the restart.",
        Fields = [On, Usages, FriendlyName, Subject, Names, Key, Template, ExtendedKeyUsage, RenewBefore, Issuer, Restart, Covers, Current, Next],
        IsFixed = _ => true,
    };
}
