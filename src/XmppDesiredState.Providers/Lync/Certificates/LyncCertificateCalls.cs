using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>The wizard's pages as parameters of one cmdlet. Pure.</summary>
internal static class LyncCertificateCalls
{
    public static readonly ImmutableArray<string> Cmdlets = ["Get-CsCertificate", "Request-CsCertificate", "Import-CsCertificate", "Set-CsCertificate"];

    /// <summary>
    /// A request into a file, whose path the machine fills in (<c>-Output</c>). Every name goes by <c>-DomainName</c> and none by
    /// <c>-AllSipDomain</c>: that would add SIP domains that nobody declared. The subject's common name is the cmdlet's, from the topology.
    /// </summary>
    /// <param name="after">Of the step: friendly name, template and usages.</param>
    public static LyncCall Request(Resource after, WantedCertificate wanted)
    {
        var call = new LyncCall("Request-CsCertificate", new LyncParameter("New", new LyncArgument.Flag(true)), new LyncParameter("Type", new LyncArgument.Texts(LyncUsages.ToRequest(LyncUsages.Of(after)))));
        call = Given(call, "FriendlyName", after.Get(Certificate.FriendlyName));
        call = wanted.Algorithm == KeyAlgorithm.Rsa ? call.With("KeyAlg", new LyncArgument.Text("RSA")).With("KeySize", new LyncArgument.Number(wanted.KeySize))
            : call.With("KeyAlg", new LyncArgument.Text(Curve(wanted.KeySize)));
        call = call.With("PrivateKeyExportable", new LyncArgument.Flag(wanted.Exportable));
        call = Given(call, "Organization", wanted.Subject.GetValueOrDefault(Certificate.Organization.Name));
        call = Given(call, "OU", wanted.Subject.GetValueOrDefault(Certificate.OrganizationalUnit.Name));
        call = Given(call, "Country", wanted.Subject.GetValueOrDefault(Certificate.Country.Name));
        call = Given(call, "State", wanted.Subject.GetValueOrDefault(Certificate.State.Name));
        call = Given(call, "City", wanted.Subject.GetValueOrDefault(Certificate.Locality.Name));
        call = Given(call, "Template", after.Get(Certificate.Template));
        if (wanted.Ask.Contains(XmppDesiredState.Certificates.UsageNames.ClientAuth)) call = call.With("ClientEKU", new LyncArgument.Flag(true));
        return Given(call, "DomainName", string.Join(',', wanted.Names)).With("Confirm", new LyncArgument.Flag(false));
    }

    /// <summary>The same, with a CA that is asked at once.</summary>
    public static LyncCall Submit(Resource after, WantedCertificate wanted, string authority) => Request(after, wanted).With("CA", new LyncArgument.Text(authority));

    /// <summary>The wizard's summary: the cmdlet with what it is given.</summary>
    public static string Summary(LyncCall call) => call.Cmdlet + string.Concat(call.Parameters.Where(parameter => parameter.Name != "Confirm").Select(parameter => $" -{parameter.Name}" + parameter.Argument switch
    {
        LyncArgument.Flag { Content: true } when parameter.Name == "New" => "",
        LyncArgument.Flag flag => flag.Content ? " $true" : " $false",
        LyncArgument.Texts texts => " " + string.Join(',', texts.Items),
        var other => " " + PowerShellText.Literal(other),
    }));

    private static LyncCall Given(LyncCall call, string name, string? text) => string.IsNullOrEmpty(text) ? call : call.With(name, new LyncArgument.Text(text));

    private static string Curve(int size) => size switch { 384 => "ECDH_P384", 521 => "ECDH_P521", _ => "ECDH_P256" };
}
