using System.Collections.Immutable;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Providers.CommandIssuer;

/// <summary>The options of a state file.</summary>
internal static class CommandIssuerOptions
{
    public static readonly Field<ImmutableArray<string>> Run = new("run", new ListType<string>(TextType.Instance, 200), Traits.Required,
        "Program and arguments that have the request answered; {request} {name} {commonName} {names} are filled in, the request is on standard input too.");

    public static readonly Field<string> Chain = new("chain", PathType.Instance, Traits.None,
        "The file in which the program leaves certificate and chain; may hold {name}, {commonName} and {request}. Standard output unless given.");

    public static readonly Field<ImmutableSortedDictionary<string, TextOrSecret>> Environment = new("environment", new MapType<TextOrSecret>("variables", TextOrSecretType.Instance), Traits.None,
        "Variables of the program, each a text or a reference to a secret.");

    public static readonly Field<TimeSpan> Timeout = new("timeout", new DurationType(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)), Traits.None, "Time the program has; 10m unless given.");
    public static readonly Field<string> Folder = new("folder", PathType.Instance, Traits.None, "Working folder of the program; that of the declaring file unless given.");
    public static readonly Field<TimeSpan> LeadTime = new("leadTime", new DurationType(), Traits.None, "Time between the request and the certificate; renewal begins at least as early. None unless given.");
}
