using System.Collections.Immutable;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Providers.Command;

/// <summary>The options of a state file.</summary>
internal static class CommandOptions
{
    private static readonly ListType<string> Words = new(TextType.Instance, 100);

    public static readonly Field<ImmutableArray<string>> Status = new("status", Words, Traits.None,
        "Program and arguments that print the thumbprint (SHA-1) that {member} of {service} runs with, or nothing; exit code 0 when it is known.");

    public static readonly Field<ImmutableArray<string>> Reload = new("reload", Words, Traits.None, "Program and arguments that have {member} of {service} load its certificate without an interruption.");
    public static readonly Field<ImmutableArray<string>> Restart = new("restart", Words, Traits.None, "Program and arguments that restart {service} on {member}.");

    public static readonly Field<TimeSpan> Timeout = new("timeout", new DurationType(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)), Traits.None,
        "Time each program has; 1m unless given.");

    public static readonly Field<ImmutableSortedDictionary<string, Value.Map>> Services = new("services",
        new MapType<Value.Map>("service names", new ObjectType("{ status, reload, restart, timeout }", Status, Reload, Restart, Timeout)), Traits.Required,
        "The programs of each service: { access: { status: [program, argument], restart: [program, argument] } }.");
}
