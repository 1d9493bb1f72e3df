using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.Certificates;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>What a new world is filled with: settings as after a set-up, and an Edge pool whose certificate is in place.</summary>
internal static class DefaultWorld
{
    private const string FirstReplication = "2026-01-02T03:04:05Z";
    private static readonly string[] EdgeUsages = ["AccessEdgeExternal", "AudioVideoAuthentication", "DataEdgeExternal", "XMPPServer"];

    public static int Fill(WorldState state, string folder)
    {
        state.Written = DateTime.Parse(FirstReplication, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        state.Gateway = [SettingsKind.Gateway.Fresh("Global")];
        state.AccessEdge = [SettingsKind.AccessEdge.Fresh("Global")];
        state.Policies = [SettingsKind.Policy.Fresh("Global")];
        state.Sites = [new(LyncWorld.Site, "EdgeServer:" + LyncWorld.EdgePool)];
        state.EdgePools = [new(LyncWorld.EdgePool, LyncWorld.Site, LyncWorld.AccessEdgeFqdn, 5269)];
        state.FrontEndPools = [new(LyncWorld.FrontEnd, LyncWorld.Site, IsCentralManagement: true)];
        state.Authority = SigningAuthority.Create(LyncWorld.AuthorityName);
        // The proxy's short name is not public: each world makes one up, and whoever hard-codes one is found out.
        var proxy = "RTCXP" + Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(folder)), 0, 2);
        using var certificate = Certificate();
        state.Computers = [new(LyncWorld.FrontEnd, IsEdge: false, FrontEndServices()), Edge(LyncWorld.Edge1, proxy, certificate), Edge(LyncWorld.Edge2, proxy, certificate)];
        state.Replicas = [.. state.Computers.Select(computer => new LyncReplica(computer.Fqdn, 0, state.Written))];
        return 0;
    }

    private static LyncComputer Edge(string fqdn, string proxy, X509Certificate2 certificate)
    {
        var computer = new LyncComputer(fqdn, IsEdge: true, EdgeServices(proxy)) { XmppPort = FreePort() };
        return ComputerStore.Assign(ComputerStore.Put(computer, certificate), certificate.Thumbprint, EdgeUsages);
    }

    private static ImmutableArray<LyncWindowsService> EdgeServices(string proxy) =>
    [
        new("REPLICA", "Lync Server Replica Replicator Agent", [], []),
        new("RTCCLSAGT", "Lync Server Centralized Logging Service Agent", ["ClsAgent"], []),
        new("RTCSRV", "Lync Server Access Edge", ["EdgeServer"], []),
        new("RTCMRAUTH", "Lync Server Audio/Video Authentication", ["EdgeServer"], []),
        new("RTCMEDIARELAY", "Lync Server Audio/Video Edge", ["EdgeServer"], ["RTCMRAUTH"]),
        new("RTCDATAPROXY", "Lync Server Web Conferencing Edge", ["EdgeServer"], []),
        new(proxy, "Lync Server XMPP Translating Gateway Proxy", ["EdgeServer"], ["RTCSRV"]),
    ];

    private static ImmutableArray<LyncWindowsService> FrontEndServices() =>
    [
        new("W3SVC", "World Wide Web Publishing Service", [], []),
        new("MASTER", "Lync Server Master Replicator Agent", ["CentralManagement"], []),
        new("REPLICA", "Lync Server Replica Replicator Agent", [], []),
        new("RTCCLSAGT", "Lync Server Centralized Logging Service Agent", ["ClsAgent"], []),
        new("RTCSRV", "Lync Server Front-End", ["Registrar", "UserServer"], []),
        new("RTCXMPPTGW", "Lync Server XMPP Translating Gateway", ["Registrar"], ["RTCSRV"]),
    ];

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + LyncWorld.AccessEdgeFqdn, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in (string[])[LyncWorld.AccessEdgeFqdn, "webcon." + LyncWorld.SipDomain, LyncWorld.SipDomain]) names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
