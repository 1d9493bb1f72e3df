using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Providers.Manual;

/// <summary>The options of a state file.</summary>
internal static class ManualOptions
{
    public static readonly TimeSpan UsualLeadTime = TimeSpan.FromDays(10);

    public static readonly Field<string> Requests = new("requests", PathType.Instance, Traits.Required, "The folder where requests are laid for a person to send to the CA.");
    public static readonly Field<string> Certificates = new("certificates", PathType.Instance, Traits.None, "The folder where the CA's answers are dropped, under any name; the folder of requests unless given.");
    public static readonly Field<TimeSpan> LeadTime = new("leadTime", new DurationType(), Traits.None, "Time that people and the CA need; renewal begins at least as early. 10d unless given.");
}
