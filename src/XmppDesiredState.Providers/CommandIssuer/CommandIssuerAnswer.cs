using System.Collections.Immutable;
using XmppDesiredState.Programs;

namespace XmppDesiredState.Providers.CommandIssuer;

/// <summary>What a run of the program came to.</summary>
/// <param name="Content">What may hold the chain: its standard output or the file; null when the file is not there, too large or not readable.</param>
/// <param name="Where">The end of a sentence: "on its standard output".</param>
/// <param name="Secrets">What the program was given and must not be shown.</param>
internal sealed record CommandIssuerAnswer(ProgramResult Result, ReadOnlyMemory<byte>? Content, string Where, ImmutableArray<string> Secrets);
