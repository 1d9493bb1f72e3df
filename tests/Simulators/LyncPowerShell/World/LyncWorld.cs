using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.Xmpp;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>
/// A simulated deployment of Lync Server 2013, for tests: one Front End with the management store, a pool of two Edge servers, the XMPP route set and published. It lives in a
/// state file that the processes it is given to share. Disposed, it ends the processes that listen for it.
/// </summary>
public sealed class LyncWorld : IDisposable
{
    public const string FrontEnd = "fe1.contoso.example";
    public const string Edge1 = "edge1.contoso.example";
    public const string Edge2 = "edge2.contoso.example";
    public const string EdgePool = "edge.contoso.example";
    public const string AccessEdgeFqdn = "sip.contoso.example";
    public const string SipDomain = "contoso.example";
    public const string Site = "Redmond";

    /// <summary>Of the CA, as -CA takes it.</summary>
    public const string AuthorityName = @"dc1.contoso.example\contoso-CA";

    private readonly StateFile file;

    private LyncWorld(string folder)
    {
        Folder = folder;
        file = StateFile.At(Path.Combine(folder, "lync.json"));
        Certificates = new(file);
    }

    /// <summary>The precompiled program; a process of it answers after about a third of a second.</summary>
    public static string Executable => ReadyProgram.Path;

    public string Folder { get; }

    /// <summary>What the environment variable LYNCSIM_STATE is to hold.</summary>
    public string StatePath => file.Path;

    public ImmutableArray<LyncPartner> Partners => file.Read(state => state.Partners.ToImmutableArray());

    public LyncSettings Gateway => file.Read(state => state.Gateway[0]);

    public LyncSettings AccessEdge => file.Read(state => state.AccessEdge[0]);

    public ImmutableArray<LyncSettings> Policies => file.Read(state => state.Policies.ToImmutableArray());

    public ImmutableArray<LyncCall> Calls => file.Calls();

    /// <summary>The stores of the computers, what is asked for there, and the CA.</summary>
    public LyncCertificates Certificates { get; }

    /// <summary>Of the XMPP proxy on an Edge: where a probe finds it on 127.0.0.1.</summary>
    public int XmppPort(string computer) => Computer(computer).XmppPort;

    public static LyncWorld Create(string folder)
    {
        var world = new LyncWorld(folder);
        Directory.CreateDirectory(folder);
        world.file.Change(state => DefaultWorld.Fill(state, folder));
        return world;
    }

    public LyncComputer Computer(string fqdn) => file.Read(state => Find(state, fqdn));

    /// <summary>Arranges what a test needs, without a trace in the replication.</summary>
    public void Arrange(Action<WorldState> change) => file.Change(state =>
    {
        change(state);
        return 0;
    });

    /// <summary>As another administrator does: the change waits for its replicas like any other.</summary>
    public void Edit(Action<WorldState> change) => file.Change(state =>
    {
        change(state);
        state.Publish(DateTime.UtcNow);
        return 0;
    });

    /// <summary>Another administrator's change to one partner.</summary>
    public void EditPartner(string identity, Func<LyncPartner, LyncPartner> change) => Edit(state =>
    {
        var index = state.Partners.FindIndex(partner => partner.Identity.Equals(identity, StringComparison.OrdinalIgnoreCase));
        state.Partners[index] = change(state.Partners[index]);
    });

    public void Add(LyncFault fault) => Arrange(state => state.Faults.Add(fault));

    /// <summary>How long after a write an Edge is up to date; null: never.</summary>
    public void Lag(string replica, TimeSpan? lag) => Arrange(state =>
    {
        var index = state.Replicas.FindIndex(known => known.Fqdn == replica);
        state.Replicas[index] = state.Replicas[index] with { LagSeconds = lag?.TotalSeconds };
    });

    /// <summary>Changes a Windows service: <c>world.Service(LyncWorld.Edge1, "RTCSRV", service => service with { FailsToStart = true })</c>.</summary>
    public void Service(string computer, string name, Func<LyncWindowsService, LyncWindowsService> change) => Replace(computer, known =>
        known with { Services = [.. known.Services.Select(service => service.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ? change(service) : service)] });

    /// <summary>The short name of the XMPP proxy, which no document states and every world has another.</summary>
    public string ProxyService(string computer) => Computer(computer).Services.First(service => service.DisplayName.Contains("XMPP", StringComparison.Ordinal)).Name;

    /// <summary>Puts a certificate with its key into an Edge's store, for usages such as <c>XMPPServer</c>. The proxy presents it from its next start.</summary>
    public void Assign(string computer, X509Certificate2 certificate, params string[] usages) => Replace(computer, known => ComputerStore.Assign(ComputerStore.Put(known, certificate), certificate.Thumbprint, usages));

    /// <summary>Starts the XMPP proxies of all Edges that are to run; a world does not start them by itself, for few tests need them.</summary>
    public void StartListeners()
    {
        foreach (var computer in file.Read(state => state.Computers.ToImmutableArray()).Where(known => known.IsEdge)) ListenerProcess.Start(file, computer.Fqdn);
    }

    public void ForgetCalls() => file.ForgetCalls();

    /// <summary>For a process that is to run on the computer: on the Front End unless told otherwise.</summary>
    public ImmutableDictionary<string, string> Variables(string computer = FrontEnd) => ImmutableDictionary<string, string>.Empty
        .Add(ThisComputer.StateVariable, StatePath).Add(ThisComputer.NameVariable, computer).Add("ProgramData", Path.Combine(Folder, "ProgramData-" + computer));

    /// <summary>A program that stands for <c>powershell.exe</c> on the computer and needs no variables: for a connection that cannot pass any, such as SSH.</summary>
    public string Program(string computer = FrontEnd) => ReadyProgram.WriteLauncher(Path.Combine(Folder, "powershell-" + computer), Variables(computer));

    public void Dispose()
    {
        foreach (var computer in file.Read(state => state.Computers.ToImmutableArray())) ListenerProcess.Stop(file, computer.Fqdn);
    }

    private static LyncComputer Find(WorldState state, string fqdn) => state.Computers.Find(known => known.Fqdn.Equals(fqdn, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"The world has no computer {fqdn}.", nameof(fqdn));

    private void Replace(string computer, Func<LyncComputer, LyncComputer> change) => Arrange(state => state.Computers[state.Computers.IndexOf(Find(state, computer))] = change(Find(state, computer)));
}
