using System.Collections.Immutable;

namespace XmppDesiredState.LyncPowerShell.Binding;

/// <summary>A cmdlet as the reference documents it.</summary>
/// <param name="DefaultSet">Null when the reference marks none and no name tells.</param>
/// <param name="ChangesThings">Whether it has -WhatIf and -Confirm.</param>
/// <param name="Sets">By name. A cmdlet with one nameless set has one under the empty name.</param>
internal sealed record CmdletForm(string Name, string? DefaultSet, bool ChangesThings, ImmutableSortedDictionary<string, ImmutableArray<ParameterForm>> Sets)
{
    public string Verb => Name[..Name.IndexOf('-', StringComparison.Ordinal)];

    public string Noun => Name[(Name.IndexOf('-', StringComparison.Ordinal) + 1)..];
}
