using System.Buffers;
using System.Collections.Immutable;

namespace XmppDesiredState.Providers.Lync;

/// <summary>
/// Which Windows services load the external certificate. The short name of the XMPP proxy is documented nowhere, so it is known by its display
/// name, "Lync Server XMPP Translating Gateway Proxy"; the other names are those of the Edge role.
/// </summary>
internal static class LyncServices
{
    private const string AccessEdge = "RTCSRV";

    private static readonly ImmutableHashSet<string> OfAnEdgeOnly = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "RTCMRAUTH", "RTCMEDIARELAY", "RTCDATAPROXY");

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");

    /// <summary>
    /// The names of those to restart, in the order reported. RTCSRV is the Access Edge on an Edge server and the Front End service on a Front
    /// End server, where it is left alone.
    /// </summary>
    public static ImmutableArray<string> ToRestart(ImmutableArray<LyncRow> services)
    {
        var isEdge = services.Any(service => OfAnEdgeOnly.Contains(service["Name"]) || IsProxy(service));
        return [.. services.Where(service => IsXmpp(service) || (isEdge && (OfAnEdgeOnly.Contains(service["Name"]) || service["Name"].Equals(AccessEdge, StringComparison.OrdinalIgnoreCase)))).Select(service => service["Name"])];
    }

    public static bool IsRunning(LyncRow service) => service["Status"] == "Running";

    public static string Show(LyncRow service) => $"{Programs.ProgramText.Clean(service["Name"])} ({Programs.ProgramText.Clean(service["Status"])})";

    /// <summary>What is wrong with a machine's name as the end of a sentence; null: nothing.</summary>
    public static string? ProblemOf(string machine) => machine switch
    {
        { Length: 0 or > 253 } => "is empty or longer than 253 characters",
        _ when machine.AsSpan().ContainsAnyExcept(NameCharacters) || machine.StartsWith('.') || machine.StartsWith('-') || machine.EndsWith('.') => "is no host name",
        _ when machine.Equals("localhost", StringComparison.OrdinalIgnoreCase) || machine.StartsWith("127.", StringComparison.Ordinal) => "means the machine that the cmdlet runs on",
        _ => null,
    };

    private static bool IsXmpp(LyncRow service) => service["DisplayName"].Contains("XMPP", StringComparison.OrdinalIgnoreCase) || service["Name"].Equals("RTCXMPPTGW", StringComparison.OrdinalIgnoreCase);

    private static bool IsProxy(LyncRow service) => IsXmpp(service) && service["DisplayName"].Contains("Proxy", StringComparison.OrdinalIgnoreCase);
}
