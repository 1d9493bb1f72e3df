using XmppDesiredState.Federation.Streams;

namespace XmppDesiredState.Federation.Verification;

/// <summary>Which of a domain's doors decides.</summary>
internal static class Doors
{
    public static IEnumerable<DoorSighting> All(DomainSighting seen) => seen.Services.SelectMany(service => service.Targets).SelectMany(target => target.Doors);

    /// <summary>
    /// The first one, in the order in which they are tried, that speaks XMPP; where none does, the first one that accepts a connection. Null: none does. STARTTLS alone: whether
    /// a gateway knows direct TLS is not told by anything seen.
    /// </summary>
    public static DoorSighting? Deciding(DomainSighting seen)
    {
        var reached = seen.Services.Where(service => !service.DirectTls).SelectMany(service => service.Targets).SelectMany(target => target.Doors).Where(door => IsReached(door.Report)).ToArray();
        return reached.FirstOrDefault(door => SpeaksXmpp(door.Report)) ?? reached.FirstOrDefault();
    }

    public static DoorSighting? Direct(DomainSighting seen) =>
        seen.Services.Where(service => service.DirectTls).SelectMany(service => service.Targets).SelectMany(target => target.Doors).FirstOrDefault(door => SpeaksXmpp(door.Report));

    public static bool IsReached(StreamReport report) => report.Problem is not { Stage: StreamStage.Resolving or StreamStage.Connecting };

    // Also one that says no.
    public static bool SpeaksXmpp(StreamReport report) => report.ClearFeatures is not null || report.SecuredFeatures is not null
        || report.Problem is { Kind: StreamProblemKind.StreamError or StreamProblemKind.StartTlsNotOffered };
}
