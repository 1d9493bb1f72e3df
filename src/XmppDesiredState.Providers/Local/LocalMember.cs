namespace XmppDesiredState.Providers.Local;

/// <param name="Loaded">Thumbprint of the certificate it runs with.</param>
/// <param name="At">When it was told to load it, ISO 8601 in UTC; null where a person wrote the file.</param>
internal sealed record LocalMember(string Loaded, string? At, string? Reason);
