using System.Collections.Immutable;
using XmppDesiredState.PowerShell.Connections;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Providers.Lync;

/// <summary>The options of a state file.</summary>
internal static class LyncOptions
{
    public static readonly TimeSpan DefaultWithin = TimeSpan.FromMinutes(10), DefaultTimeout = TimeSpan.FromMinutes(2);

    public static readonly Field<Value.Map> Connection = new("connection", ConnectionFields.Type, Traits.Required,
        "How to reach a PowerShell with the Lync cmdlets: local, ssh or remoting.");

    public static readonly Field<ImmutableSortedDictionary<string, Value.Map>> Machines = new("machines", new MapType<Value.Map>("machine names", ConnectionFields.Type), Traits.None,
        "Machines that are reached by a connection of their own, named as members of services; the others are reached through connection.");

    public static readonly Field<ImmutableArray<string>> Program = new("powershell", new ListType<string>(new TextType(), 100), Traits.None,
        "Program and arguments of a PowerShell on this machine, for connections that name none.");

    public static readonly Field<TimeSpan> Within = new("within", new DurationType(TimeSpan.Zero, TimeSpan.FromHours(24)), Traits.None,
        "Longest time that replicas are waited for after a change; 10m unless given, 0s to wait for none.");

    public static readonly Field<Value.Map> Replication = new("replication", new ObjectType("{ within }", Within), Traits.None, "How replicas of the configuration store are waited for.");

    public static readonly Field<TimeSpan> Timeout = new("timeout", new DurationType(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)), Traits.None, "Time for one command; 2m unless given.");

    public static readonly Field<string> Authority = new("certificateAuthority", new TextType(512), Traits.None,
        @"The CA that certificates with this provider as their issuer are requested from at once: dc1.contoso.local\ContosoCA.");

    public static ImmutableArray<Field> All { get; } = [Connection, Machines, Program, Replication, Timeout, Authority];

    public static Value.Map? ConnectionOf(ImmutableSortedDictionary<string, Value> options) => options.GetValueOrDefault(Connection.Name) as Value.Map;

    public static ImmutableSortedDictionary<string, Value.Map> MachinesOf(ImmutableSortedDictionary<string, Value> options) =>
        Get(options, Machines) ?? ImmutableSortedDictionary.Create<string, Value.Map>(StringComparer.Ordinal);

    public static ImmutableArray<string> ProgramOf(ImmutableSortedDictionary<string, Value> options) =>
        options.GetValueOrDefault(Program.Name) is { } raw and not Value.Cleared && Program.Type.TryRead(raw, out ImmutableArray<string> words, out _) ? words : [];

    public static TimeSpan WithinOf(ImmutableSortedDictionary<string, Value> options) =>
        options.GetValueOrDefault(Replication.Name) is Value.Map map && map.Items.GetValueOrDefault(Within.Name) is { } raw && Within.Type.TryRead(raw, out TimeSpan within, out _) ? within : DefaultWithin;

    public static TimeSpan TimeoutOf(ImmutableSortedDictionary<string, Value> options) =>
        options.GetValueOrDefault(Timeout.Name) is { } raw && Timeout.Type.TryRead(raw, out TimeSpan timeout, out _) ? timeout : DefaultTimeout;

    /// <summary>Null: there is none.</summary>
    public static string? AuthorityOf(ImmutableSortedDictionary<string, Value> options) => Get(options, Authority) is { Length: > 0 } authority ? authority : null;

    private static T? Get<T>(ImmutableSortedDictionary<string, Value> options, Field<T> option)
        where T : class => options.GetValueOrDefault(option.Name) is { } raw and not Value.Cleared && option.Type.TryRead(raw, out T? value, out _) ? value : null;
}
