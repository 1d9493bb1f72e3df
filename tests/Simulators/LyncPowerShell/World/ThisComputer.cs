using System.Management.Automation;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>Where a cmdlet runs: variables of an engine inside a test's process, environment variables of a process of its own.</summary>
internal static class ThisComputer
{
    /// <summary>Names the state file.</summary>
    public const string StateVariable = "LYNCSIM_STATE";

    /// <summary>Names the computer.</summary>
    public const string NameVariable = "LYNCSIM_COMPUTER";

    public static StateFile State(SessionState session) => StateFile.At(Setting(session, StateVariable) ?? throw new InvalidOperationException($"{StateVariable} names no state file."));

    public static string Fqdn(SessionState session) => Setting(session, NameVariable) ?? LyncWorld.FrontEnd;

    public static LyncComputer Find(WorldState state, string fqdn) => state.Computers[Index(state, fqdn)];

    public static int Index(WorldState state, string fqdn) => state.Computers.FindIndex(computer => computer.Fqdn.Equals(fqdn, StringComparison.OrdinalIgnoreCase));

    private static string? Setting(SessionState session, string name) => session.PSVariable.GetValue("global:" + name) as string ?? Environment.GetEnvironmentVariable(name);
}
