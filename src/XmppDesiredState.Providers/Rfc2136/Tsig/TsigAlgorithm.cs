namespace XmppDesiredState.Providers.Rfc2136.Tsig;

/// <summary>The algorithms of RFC 8945 §6 that are worth having; MD5 and SHA-1 are not.</summary>
internal enum TsigAlgorithm
{
    HmacSha256,
    HmacSha384,
    HmacSha512,
}
