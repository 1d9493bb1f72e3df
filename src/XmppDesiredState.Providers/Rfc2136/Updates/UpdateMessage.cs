using XmppDesiredState.Providers.Rfc2136.Messages;

namespace XmppDesiredState.Providers.Rfc2136.Updates;

/// <summary>
/// Changes of one zone as one update (RFC 2136): the server does all of it or nothing. Each change brings its prerequisites: the record set exists
/// with exactly these records (§2.4.2), or does not exist (§2.4.3), and then no alias either, beside which a server would silently drop the
/// records (§3.4.2.2).
/// </summary>
internal static class UpdateMessage
{
    /// <summary>Octets, with room for header, zone and signature below what two octets of length can say.</summary>
    public const int Limit = 60_000;

    public static MessageWriter Write(string zone, IReadOnlyList<RecordSetChange> changes)
    {
        var message = MessageWriter.Begin(Opcode.Update, zone, RecordType.Soa, 1024 + changes.Sum(SizeOf));
        var count = 0;
        foreach (var change in changes)
        {
            if (change.Before.IsEmpty)
            {
                Empty(message, change.Owner, RecordType.Srv, RecordClass.None);
                Empty(message, change.Owner, RecordType.CName, RecordClass.None);
                count += 2;
            }

            foreach (var record in change.Before) Srv(message, change.Owner, 0, record);
            count += change.Before.Length;
        }

        message.PatchUInt16(6, count);
        count = 0;
        foreach (var change in changes)
        {
            if (!change.Before.IsEmpty)
            {
                Empty(message, change.Owner, RecordType.Srv, RecordClass.Any);
                count++;
            }

            foreach (var record in change.After) Srv(message, change.Owner, change.Ttl, record);
            count += change.After.Length;
        }

        message.PatchUInt16(8, count);
        return message;
    }

    /// <summary>Octets that a change takes, at most.</summary>
    public static int SizeOf(RecordSetChange change) =>
        (change.Before.IsEmpty ? 2 : 1) * (change.Owner.Length + 12) + change.Before.Concat(change.After).Sum(record => change.Owner.Length + 12 + 8 + record.Target.Length + 2);

    /// <summary>Changes in their order, in messages as full as may be. One that is too large alone stands alone.</summary>
    public static IEnumerable<IReadOnlyList<RecordSetChange>> Cut(IEnumerable<RecordSetChange> changes)
    {
        var (batch, size) = (new List<RecordSetChange>(), 0);
        foreach (var change in changes)
        {
            var more = SizeOf(change);
            if (batch.Count > 0 && size + more > Limit)
            {
                yield return batch;
                (batch, size) = ([], 0);
            }

            batch.Add(change);
            size += more;
        }

        if (batch.Count > 0) yield return batch;
    }

    private static void Empty(MessageWriter message, string owner, RecordType type, RecordClass @class) =>
        message.Name(owner).UInt16((int)type).UInt16((int)@class).UInt32(0).UInt16(0);

    private static void Srv(MessageWriter message, string owner, uint ttl, SrvData data)
    {
        message.Name(owner).UInt16((int)RecordType.Srv).UInt16((int)RecordClass.In).UInt32(ttl);
        var at = message.Length;
        message.UInt16(0).UInt16(data.Priority).UInt16(data.Weight).UInt16(data.Port).Name(data.Target);
        message.PatchUInt16(at, message.Length - at - 2);
    }
}
