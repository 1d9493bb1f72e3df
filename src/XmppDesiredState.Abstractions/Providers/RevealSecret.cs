using XmppDesiredState.Values;

namespace XmppDesiredState.Providers;

/// <summary>Resolves a reference to a secret.</summary>
/// <exception cref="ProviderException">The secret is not there; the diagnostic names the reference, never content.</exception>
public delegate ValueTask<ReadOnlyMemory<char>> RevealSecret(SecretReference reference, CancellationToken cancellationToken);
