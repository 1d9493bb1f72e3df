using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.Certificates;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>The certificates of a world, for tests: what lies on its computers, and its CA.</summary>
public sealed class LyncCertificates
{
    private readonly StateFile file;

    internal LyncCertificates(StateFile file) => this.file = file;

    /// <summary>The root to trust.</summary>
    public X509Certificate2 Root => X509CertificateLoader.LoadCertificate(Convert.FromBase64String(file.Read(state => state.Authority!.Certificate)));

    /// <summary>What lies in the store of a computer, with or without a key.</summary>
    public ImmutableArray<StoredCertificate> On(string computer) => [.. Find(computer).Store.Values];

    /// <summary>Thumbprints by usage, as <c>Get-CsCertificate</c> shows them.</summary>
    public ImmutableSortedDictionary<string, string> Assigned(string computer) => Find(computer).Assigned;

    /// <summary>What a computer has asked for and not got.</summary>
    public ImmutableArray<LyncRequest> Requests(string computer) => [.. Find(computer).Requests];

    /// <summary>Puts a certificate, with its key if it has one, into the store of a computer.</summary>
    /// <returns>Its thumbprint.</returns>
    public string Put(string computer, X509Certificate2 certificate, bool isExportable = true, string friendlyName = "")
    {
        Change(computer, known => ComputerStore.Put(known, certificate, isExportable, friendlyName));
        return certificate.Thumbprint;
    }

    /// <summary>The same from a PFX.</summary>
    public string Put(string computer, byte[] pfx, string? password, bool isExportable = true, string friendlyName = "")
    {
        using var certificate = X509CertificateLoader.LoadPkcs12(pfx, password, X509KeyStorageFlags.Exportable);
        return Put(computer, certificate, isExportable, friendlyName);
    }

    /// <summary>Takes a certificate and its key away, as somebody with the console of Windows does; assignments stay.</summary>
    public void Delete(string computer, string thumbprint) => Change(computer, known => known with { Store = known.Store.Remove(thumbprint) });

    /// <summary>Changes the CA: <c>Authority(ca => ca with { Mode = AuthorityMode.Pending })</c>.</summary>
    public void Authority(Func<LyncAuthority, LyncAuthority> change) => file.Change(state => state.Authority = change(state.Authority!));

    /// <summary>What the people at the CA decide about a request of its queue.</summary>
    public void Decide(int requestId, RequestDisposition disposition) => file.Change(state =>
    {
        var computer = state.Computers.FindIndex(known => known.Requests.Exists(request => request.Id == requestId));
        var known = computer < 0 ? throw new ArgumentException($"The CA has no request {requestId}.", nameof(requestId)) : state.Computers[computer];
        var request = known.Requests.First(waiting => waiting.Id == requestId);
        return state.Computers[computer] = known with { Requests = known.Requests.Replace(request, Decided(state.Authority!, request, disposition)) };
    });

    /// <summary>Signs a request, PEM, as a CA does that gets it by mail; the names and usages are those of the request.</summary>
    public X509Certificate2 Sign(string request) =>
        SigningAuthority.Issue(file.Read(state => state.Authority!), Convert.FromBase64String(request[PemEncoding.Find(request).Base64Data]), template: null);

    internal static LyncRequest Decided(LyncAuthority authority, LyncRequest request, RequestDisposition disposition)
    {
        if (disposition != RequestDisposition.Issued) return request with { Disposition = disposition };
        using var issued = SigningAuthority.Issue(authority, Convert.FromBase64String(request.Request), authority.Templates.First(template => template.Name == request.Template));
        return request with { Disposition = disposition, Answer = Convert.ToBase64String(issued.RawData) };
    }

    private LyncComputer Find(string computer) => file.Read(state => state.Computers[Index(state, computer)]);

    private void Change(string computer, Func<LyncComputer, LyncComputer> change) => file.Change(state =>
    {
        var index = Index(state, computer);
        return state.Computers[index] = change(state.Computers[index]);
    });

    private static int Index(WorldState state, string computer) => state.Computers.FindIndex(known => known.Fqdn.Equals(computer, StringComparison.OrdinalIgnoreCase));
}
