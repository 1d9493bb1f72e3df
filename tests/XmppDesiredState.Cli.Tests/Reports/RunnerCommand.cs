using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Tests.Reports;

/// <summary>A workflow command as GitHub's runner understands it.</summary>
internal sealed record RunnerCommand(string Name, ImmutableSortedDictionary<string, string> Properties, string Data);
