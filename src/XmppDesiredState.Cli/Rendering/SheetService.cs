using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>One way in which servers of one of our domains are found.</summary>
/// <param name="Owner">Of the SRV records.</param>
/// <param name="IsDirectTls">XEP-0368.</param>
/// <param name="Targets">By priority; empty where nobody has declared them.</param>
/// <param name="IsDeclared">False: expected from the gateway's description, to be looked up.</param>
internal sealed record SheetService(string Domain, string Owner, bool IsDirectTls, ImmutableArray<SrvTarget> Targets, bool IsDeclared)
{
    private const string Clear = "_xmpp-server._tcp.", Direct = "_xmpps-server._tcp.";

    public static ImmutableArray<SheetService> Of(DesiredState state)
    {
        var records = state.OfKind(SrvRecord.Kind).Where(record => !record.Absent).ToLookup(record => record.Resource.Id.Name, record => record.Resource.Get(SrvRecord.Targets), StringComparer.Ordinal);
        var services = ImmutableArray.CreateBuilder<SheetService>();
        foreach (var domain in state.Gateway.Domains)
        {
            services.Add(Declared(domain, Clear + domain, isDirect: false) ?? new SheetService(domain, Clear + domain, false,
                state.Gateway.Edge is { } edge ? [new SrvTarget(0, 0, StreamEndpoint.DefaultPort, edge)] : [], IsDeclared: false));
            if (Declared(domain, Direct + domain, isDirect: true) is { } direct) services.Add(direct);
        }

        return services.ToImmutable();

        SheetService? Declared(string domain, string owner, bool isDirect)
        {
            ImmutableArray<SrvTarget> targets = [.. records[owner].Where(set => !set.IsDefault).SelectMany(set => set).Distinct().OrderBy(target => target.Priority).ThenBy(target => target.Target, StringComparer.Ordinal)];
            return targets.IsEmpty ? null : new SheetService(domain, owner, isDirect, targets, IsDeclared: true);
        }
    }

    /// <summary>Without targets that nobody outside can use.</summary>
    public SheetService Public() => this with { Targets = [.. Targets.Where(target => PublicName.IsPublicHost(target.Target))] };
}
