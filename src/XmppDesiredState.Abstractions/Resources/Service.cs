using System.Collections.Immutable;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Resources;

/// <summary>Something that runs on one or several machines and must be told to load a new certificate. Restarts are differences of <see cref="Loaded"/>.</summary>
public static class Service
{
    /// <summary>In place of a thumbprint in <see cref="Loaded"/>: a restart of the member was begun and not ended, so some of it may be stopped. The word of who holds the service.</summary>
    public const string Interrupted = "interrupted";

    public static readonly Field<string> HealthProvider = new("provider", TextType.Instance, Traits.None,
        "The provider that asks the members from outside what they run with; the service's own unless given.");

    public static readonly Field<string> HealthDomain = new("domain", DomainType.Instance, Traits.Required, "Our domain that a probe opens a stream to.");
    public static readonly Field<TimeSpan> HealthWithin = new("within", new DurationType(), Traits.None, "Time a member has to answer again; 5m unless given.");

    public static readonly Field<ImmutableArray<string>> Members = new("members", new SetType<string>(TextType.Instance), Traits.Set | Traits.Steering | Traits.Required,
        "The machines it runs on, named as the provider names them.");

    public static readonly Field<RestartMode> Restart = new("restart",
        new ChoiceType<RestartMode>(("rolling", RestartMode.Rolling), ("together", RestartMode.Together), ("manual", RestartMode.Manual)),
        Traits.Steering, "rolling: one member at a time, each probed before the next (unless given); together; manual: a person restarts.");

    public static readonly Field<string> Window = new("window", TextType.Instance, Traits.Steering, "The maintenance window that restarts wait for.");

    public static readonly Field<TimeSpan> Drain = new("drain", new DurationType(), Traits.Steering, "Time for calls to end before a member stops.");

    public static readonly Field<Value.Map> Health = new("health", new ObjectType("{ provider, domain, within }", HealthProvider, HealthDomain, HealthWithin), Traits.Steering,
        "How a member is probed after its restart.");

    public static readonly Field<ImmutableSortedDictionary<string, string>> Loaded = new("loaded", new MapType<string>("members", TextType.Instance), Traits.Computed,
        "Thumbprint of the certificate each member runs with; a restart is how it changes.");

    public static readonly Field<ImmutableArray<string>> Operations = new("operations", new SetType<string>(new ChoiceType<string>(("reload", "reload"), ("restart", "restart"))),
        Traits.Computed | Traits.Set, "What the back end can do for it: reload, restart; both unless reported.");

    public static readonly Kind Kind = new()
    {
        Name = "service",
        Phase = 3,
        Summary = "What must reload or restart to take up a new certificate.",
        Fields = [Members, Restart, Window, Drain, Health, Loaded, Operations],
        IsFixed = _ => true,
    };
}
