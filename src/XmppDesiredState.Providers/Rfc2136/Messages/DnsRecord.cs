using System.Runtime.InteropServices;

namespace XmppDesiredState.Providers.Rfc2136.Messages;

/// <summary>Where a record stands in its message. Names are read only where wanted: most records of a zone are none of ours.</summary>
/// <param name="At">Where it begins, with its name.</param>
/// <param name="Ttl">Seconds.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DnsRecord(int At, RecordType Type, RecordClass Class, uint Ttl, int DataAt, int DataLength);
