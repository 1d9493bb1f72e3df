using System.Collections.Immutable;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>A call that was bound, in the order of arrival. A call that the binder refused is none.</summary>
/// <param name="Parameters">The names that were given, sorted; no values, save those of <paramref name="Identity"/>.</param>
/// <param name="Identity">Of -Identity, -Domain, -Name or -ReplicaFqdn.</param>
/// <param name="On">The computer that it ran on.</param>
public sealed record LyncCall(string Cmdlet, ImmutableArray<string> Parameters, string? Identity, string? ComputerName, string On);
