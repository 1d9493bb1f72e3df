using XmppDesiredState.Certificates;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>A certificate in the computer's store.</summary>
/// <param name="Certificate">Null: it cannot be read.</param>
internal sealed record LyncStored(ParsedCertificate? Certificate, bool HasKey);
