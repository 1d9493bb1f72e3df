using System.Collections.Immutable;
using XmppDesiredState.Blobs;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>What can be wrong with a run store in a container: XDS8010 to XDS8029.</summary>
internal static class BlobDiagnostics
{
    public static readonly DiagnosticDescriptor ContainerAbsent = new("XDS8010", Severity.Error, "The container of the run store is not there",
        "A container that holds no record yet is an empty run store; a container that is not there is a mistake in account, container or endpoint, or somebody deleted it, and with it the knowledge of what was ours. It is never made by this program: az storage container create --auth-mode login does, and soft delete of containers brings one back.");

    public static readonly DiagnosticDescriptor NoAccess = new("XDS8011", Severity.Error, "The run store gives no access",
        "Whoever signs in needs the role Storage Blob Data Contributor on the container, and nothing else. Owner and Contributor of the account do not include it. A new assignment takes some minutes. An account key or a shared access signature must belong to the account and must not have expired, and a firewall of the account answers 403 to who is not let in.");

    public static readonly DiagnosticDescriptor Throttled = new("XDS8012", Severity.Error, "The run store asks to wait",
        "Azure answered 429, or 503 with a time to wait, again and again: more is asked of the account in a short time than it allows. What was asked last was not carried out. Run it again later.");

    public static readonly DiagnosticDescriptor NoAnswer = new("XDS8013", Severity.Error, "The run store gives no answer",
        "The server could not be reached, did not answer in time, its certificate is not trusted here, or it answered with a server error (5xx), four times. What it holds is unknown then, which is not the same as nothing. Check endpoint, name resolution, proxy (HTTPS_PROXY) and the account's firewall.");

    public static readonly DiagnosticDescriptor Unclear = new("XDS8014", Severity.Error, "Whether the run store was written is unknown",
        "The answer to a write did not come, and looking afterwards did not tell either. Either what was there before still stands there, whole, or what was to be written does. What was done to live systems is not concerned: apply again finds what is done, and leaves it alone.");

    public static readonly DiagnosticDescriptor LockLost = new("XDS8015", Severity.Error, "The lock of the run store was lost",
        "The lock is a lease of 60 seconds that is renewed every 20. It was lost because the store could not be reached for so long, the machine was suspended, or somebody ended it (unlock --break, az storage blob lease break). From then on no step is begun and nothing is written to the record, which another run may own by now. What was done before stands on record. Apply again: it finds what is done.");

    public static readonly DiagnosticDescriptor RecordChanged = new("XDS8016", Severity.Error, "The record of what was applied was changed by somebody else",
        "Only who holds the lock writes last-applied.json, and each write is made on condition that it is still the one that was read. It was another: something besides this program wrote it (a person, a copy, a restore). It was left as it is. Apply again: it starts from what stands there now.");

    public static readonly DiagnosticDescriptor Refused = new("XDS8017", Severity.Error, "The run store refuses the request",
        "Azure answered that the request is wrong or not possible as things stand. Usual causes: an immutability policy on the whole container (last-applied.json and the lock are written again and again; protect runs/ alone, or use versions), a name that holds another kind of blob, an account of a kind without append blobs (hierarchical namespaces and premium page blobs have restrictions).");

    public static readonly DiagnosticDescriptor TooLarge = new("XDS8018", Severity.Error, "The run store holds more than is read",
        "A record of what was applied may have 256 MB, an audit trail of one run too, and a store 200,000 runs. Something other than this program wrote there, or the store holds the runs of many years: move old blobs of runs/ elsewhere, by a lifecycle rule for instance.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [ContainerAbsent, NoAccess, Throttled, NoAnswer, Unclear, LockLost, RecordChanged, Refused, TooLarge];

    /// <param name="name">The blob, or what is asked for.</param>
    public static Diagnostic Of(BlobException failed, string name, string location, bool isWrite)
    {
        var (subject, why) = ($"{name} of {location}", failed.Message);
        return failed.Trouble switch
        {
            BlobTrouble.ContainerAbsent => ContainerAbsent.At(null, $"{location} is not there: {why}.", "Correct account, container or endpoint of runStore, or make the container."),
            BlobTrouble.SignIn => NoAccess.At(null, $"Nobody is signed in for {location}: {why}.", failed.Fix ?? "Declare credential under runStore."),
            BlobTrouble.Unauthorized => NoAccess.At(null, $"{location} does not take the key, signature or token: {why}.", "Correct it, or renew it; a token must be of the account's tenant."),
            BlobTrouble.Forbidden => NoAccess.At(null, $"{location} gives no right to {(isWrite ? "write" : "read")} {name}: {why}.", "Grant Storage Blob Data Contributor on the container, and let this machine through the account's firewall."),
            BlobTrouble.Throttled => Throttled.At(null, $"Azure asks to wait before {subject} is asked for again: {why}.", "Run it again later."),
            BlobTrouble.Unclear when !isWrite => NoAnswer.At(null, $"{subject} could not be read: {why}.", "Check endpoint, name resolution and proxy, then run it again."),
            BlobTrouble.Unclear => Unclear.At(null, $"Nobody knows whether {subject} was written: {why}.", "Apply again: what is done already is found and left alone."),
            BlobTrouble.LeaseLost or BlobTrouble.Leased => LockLost.At(null, $"The lock of {location} was lost, so {name} was not written: {why}.", "See xmppstate runs for who was there, then apply again."),
            BlobTrouble.ConditionFailed or BlobTrouble.BlobAbsent => RecordChanged.At(null, $"{subject} is not the one that was read: {why}. It was left as it is.", "Apply again."),
            BlobTrouble.TooLarge => TooLarge.At(null, $"{subject} is not read: {why}.", "See what wrote it."),
            _ => Refused.At(null, $"{location} refuses {(isWrite ? "to write" : "to read")} {name}: {why}.", "Correct what Azure names."),
        };
    }
}
