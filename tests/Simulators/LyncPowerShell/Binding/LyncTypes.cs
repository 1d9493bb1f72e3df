using System.Management.Automation;

namespace XmppDesiredState.LyncPowerShell.Binding;

/// <summary>The types that the reference names, by their short names there.</summary>
internal static class LyncTypes
{
    private static readonly Dictionary<string, Type> Known = new(StringComparer.Ordinal)
    {
        ["Boolean"] = typeof(bool),
        ["CertType[]"] = typeof(CertType[]),
        ["CertificateReference"] = typeof(PSObject),
        ["DateTime"] = typeof(DateTime),
        ["Fqdn"] = typeof(Fqdn),
        ["Guid"] = typeof(Guid),
        ["Int32"] = typeof(int),
        ["KeyAlgorithmIdentifier"] = typeof(KeyAlgorithmIdentifier),
        ["NTService"] = typeof(PSObject),
        ["PartnerType"] = typeof(PartnerType),
        ["PSListModifier"] = typeof(PSListModifier),
        ["PSObject"] = typeof(PSObject),
        ["SaslNegotiation"] = typeof(SaslNegotiation),
        ["String"] = typeof(string),
        ["SwitchParameter"] = typeof(SwitchParameter),
        ["TlsNegotiation"] = typeof(TlsNegotiation),
        ["UInt32"] = typeof(uint),
        ["VerificationLevelType"] = typeof(VerificationLevelType),
        ["XdsGlobalRelativeIdentity"] = typeof(XdsGlobalRelativeIdentity),
        ["XdsIdentity"] = typeof(XdsIdentity),
    };

    public static Type Of(string name) => Known[name];
}

/// <summary>Set-CsXmppAllowedPartner, -PartnerType.</summary>
public enum PartnerType
{
    Federated,
    PublicVerified,
    PublicUnverified,
}

/// <summary>Set-CsXmppAllowedPartner, -TlsNegotiation.</summary>
public enum TlsNegotiation
{
    Required,
    Optional,
    NotSupported,
}

/// <summary>Set-CsXmppAllowedPartner, -SaslNegotiation.</summary>
public enum SaslNegotiation
{
    Required,
    Optional,
    NotSupported,
}

/// <summary>Set-CsAccessEdgeConfiguration, -VerificationLevel.</summary>
public enum VerificationLevelType
{
    AlwaysVerifiable,
    AlwaysUnverifiable,
    UseSourceVerification,
}

/// <summary>Request-CsCertificate, -KeyAlg.</summary>
public enum KeyAlgorithmIdentifier
{
    RSA,
    ECDH_P256,
    ECDH_P384,
    ECDH_P521,
}

/// <summary>Request-, Set-, Get- and Import-CsCertificate, -Type; the union of their lists. XMPPServer is the spelling of the reference; the binder does not mind case.</summary>
public enum CertType
{
    AccessEdgeExternal,
    AudioVideoAuthentication,
    DataEdgeExternal,
    Default,
    External,
    Internal,
    iPadAPNService,
    iPhoneAPNService,
    LogRetentionService,
    MPNService,
    OAuthTokenIssuer,
    PICWebService,
    ProvisionService,
    SMPDNSWebService,
    TenantAdmin,
    UpgradeEngineService,
    WebServicesExternal,
    WebServicesInternal,
    WsFedTokenTransfer,
    XMPPServer,
}

/// <summary>An identity of the management store, made from text by the binder.</summary>
public class XdsIdentity(string value)
{
    public override string ToString() => value;
}

/// <summary>An identity below the global scope, as a partner's domain.</summary>
public sealed class XdsGlobalRelativeIdentity(string value) : XdsIdentity(value);

/// <summary>A fully qualified name; text that is none is refused by the binder.</summary>
public sealed class Fqdn
{
    private readonly string value;

    public Fqdn(string value)
    {
        if (Uri.CheckHostName(value) != UriHostNameType.Dns) throw new ArgumentException($"\"{value}\" is not a fully qualified domain name.", nameof(value));
        this.value = value;
    }

    public override string ToString() => value;
}
