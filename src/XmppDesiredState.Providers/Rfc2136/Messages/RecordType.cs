namespace XmppDesiredState.Providers.Rfc2136.Messages;

/// <summary>Types of records and of questions that matter here (RFC 1035 §3.2, RFC 2782, RFC 8945).</summary>
internal enum RecordType : ushort
{
    None = 0,
    CName = 5,
    Soa = 6,
    Srv = 33,
    Tsig = 250,
    Axfr = 252,
}
