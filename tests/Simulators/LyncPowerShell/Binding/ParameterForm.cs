using System.Collections.Immutable;

namespace XmppDesiredState.LyncPowerShell.Binding;

/// <summary>A parameter as the reference documents it in one set.</summary>
/// <param name="TypeName">As written there: <c>UInt32</c>.</param>
/// <param name="Position">From zero; null when only its name binds it.</param>
internal sealed record ParameterForm(string Name, string TypeName, bool IsMandatory, int? Position, bool FromPipeline, bool FromPipelineByName, ImmutableArray<string> Aliases);
