using System.Collections.Immutable;
using System.Management.Automation;

namespace XmppDesiredState.LyncPowerShell;

/// <summary>What a script gave.</summary>
public sealed record LyncOutcome(ImmutableArray<PSObject> Output, ImmutableArray<ErrorRecord> Errors, ImmutableArray<string> Warnings);
