namespace XmppDesiredState.Providers.Rfc2136.Messages;

/// <summary>The verdict of a server: in the header (RFC 1035 §4.1.1, RFC 2136 §2.2) up to 15, in a TSIG record (RFC 8945 §3) from 16.</summary>
internal enum ResponseCode
{
    NoError = 0,
    FormErr = 1,
    ServFail = 2,
    NxDomain = 3,
    NotImp = 4,
    Refused = 5,
    YxDomain = 6,
    YxRrset = 7,
    NxRrset = 8,
    NotAuth = 9,
    NotZone = 10,
    BadSig = 16,
    BadKey = 17,
    BadTime = 18,
}
