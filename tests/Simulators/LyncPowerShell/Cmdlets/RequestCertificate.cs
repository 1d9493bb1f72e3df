using System.Collections.Immutable;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using XmppDesiredState.LyncPowerShell.Binding;
using XmppDesiredState.LyncPowerShell.Certificates;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>Request-CsCertificate -New, into a file or to the CA. The other three sets are <see cref="RequestQueue"/>'s.</summary>
public abstract class RequestCertificate : CertificateCmdlet
{
    private const int OrdinaryKeySize = 2048;
    private const string OrdinaryTemplate = "WebServer";
    private static readonly int[] KeySizes = [1024, 2048, 4096];

    /// <summary>Another computer is looked up in the central store.</summary>
    protected override bool NeedsCentralStore => Has("ComputerFqdn");

    protected override void Work()
    {
        if (ParameterSetName == "ByNew") New();
        else new RequestQueue(File, LocalComputer, Given("RequestId") as int?).Run(this, ParameterSetName, Note, Warn);
    }

    private void New()
    {
        CheckGiven();
        var output = Text("Output") is { } given ? GetUnresolvedProviderPathFromPSPath(given) : null;
        if (output is not null && !Directory.Exists(Path.GetDirectoryName(output))) throw new LyncException($"Could not find a part of the path '{output}'.", "PathNotFound", ErrorCategory.ObjectNotFound, output);
        var authority = output is null ? RequestQueue.Reach(File, Text("CA")!, Text("CaAccount"), Text("CaPassword")) : null;
        var wanted = Wanted();
        Note($"Subject {wanted.Subject.Name}, alternative names {string.Join(", ", wanted.Names)}, for {string.Join(", ", Types)}.");
        if (!ShouldProcess(wanted.Subject.Name)) return;
        // Outside the lock: a key takes its time.
        using var key = PrivateKeys.Make(Algorithm, Given("KeySize") as int? ?? OrdinaryKeySize);
        var (pkcs10, placeholder) = wanted.Sign(key);
        var request = new LyncRequest(Convert.ToBase64String(pkcs10), PrivateKeys.Text(key), Convert.ToBase64String(placeholder), [.. Types.Select(type => type.ToString())])
        {
            FriendlyName = Text("FriendlyName") ?? "",
            IsExportable = Given("PrivateKeyExportable") is true,
            Template = wanted.Template,
        };
        if (output is null)
        {
            RequestQueue.Submit(File, LocalComputer, authority!, request, Note, Warn);
            return;
        }
        ChangeHere(computer => computer with { Requests = computer.Requests.Add(request) });
        // As certreq writes it.
        System.IO.File.WriteAllText(output, PemEncoding.WriteString("NEW CERTIFICATE REQUEST", pkcs10).ReplaceLineEndings("\r\n") + "\r\n", Encoding.ASCII);
        Note($"The request is in {output}.");
    }

    private KeyAlgorithmIdentifier Algorithm => Given("KeyAlg") as KeyAlgorithmIdentifier? ?? KeyAlgorithmIdentifier.RSA;

    private void CheckGiven()
    {
        if (!IsOn("New")) throw LyncException.Invalid("-New must be given.", null);
        if (Has("CA") == Has("Output")) throw LyncException.Invalid("Either -CA or -Output must be given.", null);
        if (Has("Output") && (Has("CaAccount") || Has("CaPassword"))) throw LyncException.Invalid("-CaAccount and -CaPassword go with -CA.", null);
        if (Has("CaAccount") != Has("CaPassword")) throw LyncException.Invalid("-CaAccount and -CaPassword go together.", null);
        if (Given("KeySize") is int size && !KeySizes.Contains(size)) throw LyncException.Invalid("Valid key sizes are 1024, 2048 and 4096.", size);
        if (Has("KeySize") && Algorithm != KeyAlgorithmIdentifier.RSA) throw LyncException.Invalid("-KeySize is for RSA.", Given("KeySize"));
        if (Text("Country") is { } country && country is not [>= 'A' and <= 'Z' or >= 'a' and <= 'z', >= 'A' and <= 'Z' or >= 'a' and <= 'z']) throw LyncException.Invalid("A country has two letters.", country);
    }

    private WantedCertificate Wanted()
    {
        var more = (Text("DomainName") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToImmutableArray();
        if (more.FirstOrDefault(name => Uri.CheckHostName(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name) != UriHostNameType.Dns) is { } wrong) throw LyncException.Invalid($"\"{wrong}\" is no domain name.", wrong);
        var (common, names) = File.Read(state => TopologyNames.Of(state, Asking(state), Types, IsOn("AllSipDomain"), more));
        var subject = new X500DistinguishedNameBuilder();
        // The builder writes them in reverse.
        subject.AddCommonName(common);
        if (Text("OU") is { Length: > 0 } unit) subject.AddOrganizationalUnitName(unit);
        if (Text("Organization") is { Length: > 0 } organization) subject.AddOrganizationName(organization);
        if (Text("City") is { Length: > 0 } city) subject.AddLocalityName(city);
        if (Text("State") is { Length: > 0 } region) subject.AddStateOrProvinceName(region);
        if (Text("Country") is { Length: > 0 } country) subject.AddCountryOrRegion(country);
        return new(subject.Build(), names, Given("ClientEKU") is true, Text("Template") ?? OrdinaryTemplate);
    }

    private LyncComputer Asking(WorldState state) => Text("ComputerFqdn") is not { } fqdn ? Here(state)
        : ThisComputer.Index(state, fqdn) is >= 0 and var index ? state.Computers[index] : throw LyncException.Missing("Computer", fqdn);
}
