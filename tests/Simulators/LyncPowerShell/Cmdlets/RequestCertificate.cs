using System.Collections.Immutable;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using XmppDesiredState.LyncPowerShell.Binding;
using XmppDesiredState.LyncPowerShell.Certificates;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>Request-CsCertificate -New, into a file or to the CA. Its other sets are about what is at the CA: <see cref="RequestQueue"/>.</summary>
public abstract class RequestCertificate : CertificateCmdlet
{
    private const int OrdinaryKeySize = 2048;
    private const string OrdinaryTemplate = "WebServer";
    private static readonly int[] KeySizes = [1024, 2048, 4096];

    /// <summary>Another computer is looked up in the central store.</summary>
    protected override bool NeedsCentralStore => Has("ComputerFqdn");

    private RequestQueue Queue => new(File, LocalComputer, Note, Warn);

    private string Template => Text("Template") ?? OrdinaryTemplate;

    protected override bool HasMiddle => IsOn("New") && Has("Output");

    protected override void Work()
    {
        if (ParameterSetName == "ByNew")
        {
            New();
            return;
        }
        foreach (var request in Queue.Find(Given("RequestId") as int?, inAnyState: ParameterSetName == "ByClear"))
        {
            if (ParameterSetName == "ByList") WriteObject(RequestQueue.Shown(request));
            else if (!ShouldProcess($"{request.Id}")) continue;
            else if (ParameterSetName == "ByClear") Queue.Clear(request);
            else Queue.Retrieve(request);
        }
    }

    private void New()
    {
        CheckGiven();
        var output = Text("Output") is { } given ? GetUnresolvedProviderPathFromPSPath(given) : null;
        if (output is not null && !Directory.Exists(Path.GetDirectoryName(output)))
        {
            throw new LyncException($"Could not find a part of the path '{output}'.", "PathNotFound", ErrorCategory.ObjectNotFound, output);
        }
        if (output is null) RequestQueue.Reach(File, Text("CA")!, Text("CaAccount"), Text("CaPassword"), Template);
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
            Template = Template,
        };
        if (output is null)
        {
            Queue.Submit(request);
            return;
        }
        ChangeHere(computer => computer with { Requests = computer.Requests.Add(request) });
        // As certreq writes it.
        var text = PemEncoding.WriteString("NEW CERTIFICATE REQUEST", pkcs10).ReplaceLineEndings("\r\n") + "\r\n";
        System.IO.File.WriteAllText(output, text[..(text.Length / 2)], Encoding.ASCII);
        Midway();
        System.IO.File.WriteAllText(output, text, Encoding.ASCII);
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
        if (Text("Country") is { } country && (country.Length != 2 || !country.All(char.IsAsciiLetter))) throw LyncException.Invalid("A country has two letters.", country);
    }

    private WantedCertificate Wanted()
    {
        var more = (Text("DomainName") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToImmutableArray();
        if (more.FirstOrDefault(name => !IsName(name)) is { } wrong) throw LyncException.Invalid($"\"{wrong}\" is no domain name.", wrong);
        var (common, names) = File.Read(state => TopologyNames.Of(state, Asking(state), Types, IsOn("AllSipDomain"), more));
        var subject = new X500DistinguishedNameBuilder();
        // The builder writes them in reverse.
        subject.AddCommonName(common);
        if (Text("OU") is { Length: > 0 } unit) subject.AddOrganizationalUnitName(unit);
        if (Text("Organization") is { Length: > 0 } organization) subject.AddOrganizationName(organization);
        if (Text("City") is { Length: > 0 } city) subject.AddLocalityName(city);
        if (Text("State") is { Length: > 0 } region) subject.AddStateOrProvinceName(region);
        if (Text("Country") is { Length: > 0 } country) subject.AddCountryOrRegion(country);
        return new(subject.Build(), names, Given("ClientEKU") is true, Template);
    }

    private static bool IsName(string name) => Uri.CheckHostName(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name) == UriHostNameType.Dns;

    private LyncComputer Asking(WorldState state) => Text("ComputerFqdn") is not { } fqdn ? Here(state)
        : ThisComputer.Index(state, fqdn) is >= 0 and var index ? state.Computers[index] : throw LyncException.Missing("Computer", fqdn);
}
