using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Local;

/// <summary>A live file as it was read.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Shown">As people write it.</param>
/// <param name="Version">SHA-256 of its bytes.</param>
internal sealed record LocalFile(ResourceId Id, string Path, string Shown, string Text, string Version);
