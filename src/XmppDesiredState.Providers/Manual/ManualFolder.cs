using System.Collections.Immutable;
using XmppDesiredState.Certificates;

namespace XmppDesiredState.Providers.Manual;

/// <summary>What lies in the folder of certificates.</summary>
/// <param name="Files">Those that hold certificates, by name; in the order of names.</param>
/// <param name="Unread">Names of files that could not be read.</param>
internal sealed record ManualFolder(ImmutableArray<(string Name, ImmutableArray<ParsedCertificate> Certificates)> Files, ImmutableArray<string> Unread);
