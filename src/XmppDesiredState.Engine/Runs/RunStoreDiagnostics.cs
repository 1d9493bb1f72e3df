using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Runs.Blobs;

namespace XmppDesiredState.Engine.Runs;

/// <summary>What can be wrong with a run store.</summary>
public static class RunStoreDiagnostics
{
    public static readonly DiagnosticDescriptor Unreadable = new("XDS8001", Severity.Error, "The run store cannot be read",
        "What was ours is unknown, so nothing that is missing from the files can be told from what was never ours. Usual causes: rights of the folder, a share that is not mounted. It is never taken for an empty one.");

    public static readonly DiagnosticDescriptor NotWritable = new("XDS8002", Severity.Error, "The run store cannot be written",
        "apply takes a lock, notes every step and keeps what is ours; without them it does not begin. Usual causes: rights of the folder, a read-only mount, a full disk, a file where the folder should be.");

    public static readonly DiagnosticDescriptor Damaged = new("XDS8003", Severity.Error, "The record of what was applied is damaged",
        "last-applied.json is written whole or not at all, so something other than this program changed it: an editor, a merge, a broken disk. Restore it from a backup. Deleting it loses no truth about the live systems, only which resources were ours: they are reported as unlisted where no file declares them, and removing an entry from the files no longer deletes anything that was applied before.");

    public static readonly DiagnosticDescriptor NewerVersion = new("XDS8004", Severity.Error, "The run store was written by a newer version",
        "A newer version keeps more about what is ours than this one understands; writing the record again would lose it. Use the newer version everywhere the store is used.");

    public static readonly DiagnosticDescriptor UnknownType = new("XDS8005", Severity.Error, "Unknown type of run store",
        "runStore names its type and that type's options, for example { type: folder, path: /var/lib/xmppstate } or { type: azure-blob, account: contoso, container: xmppstate }. Without runStore the folder .xmppstate beside the first file is used.");

    public static readonly DiagnosticDescriptor BadOption = new("XDS8006", Severity.Error, "A run store's option is wrong",
        "Every type of run store has options of its own: a folder has path, azure-blob has account, container and who signs in. An option that is misspelt would be an option that does nothing, so it is refused.");

    public static readonly DiagnosticDescriptor NoLocking = new("XDS8007", Severity.Error, "The file system does not keep locks",
        "Two processes must never apply at the same time, and the folder store relies on the operating system's file locks for it. Some network shares accept a lock and do not keep it. Put the run store on a local disk or on a share with locks (SMB, NFS version 4).");

    public static readonly DiagnosticDescriptor HistoryDamaged = new("XDS8008", Severity.Warning, "The history of verdicts is damaged",
        "verify keeps since when a partner works or does not. The file is written whole or not at all, so something other than this program changed it: an editor, a merge, a broken disk. The verdicts themselves do not depend on it. It is kept beside the new one as verdicts.damaged.json; what it knew of earlier looks is not used.");

    public static readonly DiagnosticDescriptor HistoryNotKept = new("XDS8009", Severity.Warning, "The history of verdicts is not kept",
        "verify notes each verdict, so that the next one can say since when it is so. This time nothing was noted and nothing earlier was read; the verdicts themselves do not depend on it. Usual causes: rights of the run store's folder, a read-only mount, a full disk, a newer version that wrote it, many that look at once.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [Unreadable, NotWritable, Damaged, NewerVersion, UnknownType, BadOption, NoLocking, HistoryDamaged, HistoryNotKept, .. BlobDiagnostics.All];

    internal static Diagnostic CannotRead(string path, Exception cause) =>
        Unreadable.At(null, $"{path} cannot be read: {Sentence(cause)}", "Give this user the right to read it, or name another run store.");

    internal static Diagnostic CannotWrite(string path, Exception cause) =>
        NotWritable.At(null, $"{path} cannot be written: {Sentence(cause)}", "Give this user the right to write there, or name another run store.");

    internal static Diagnostic IsDamaged(SourceSpan where, string what) =>
        Damaged.At(where, $"The record of what was applied is damaged. {what}", "Restore it from a backup; or delete it, which loses nothing but the knowledge of which resources were ours.");

    internal static Diagnostic IsNewer(SourceSpan where, string version, string known) =>
        NewerVersion.At(where, $"The record of what was applied has format version {version}; this version of xmppstate knows {known}.", "Use the newer version of xmppstate.");

    internal static Diagnostic LockIsLost(string location) => BlobDiagnostics.LockLost.At(null, $"The lock of {location} was lost under way.", "See xmppstate runs for who was there, then apply again.");

    internal static Diagnostic KeepsNoLocks(string path) =>
        NoLocking.At(null, $"The file system of {path} accepts locks and does not keep them.", "Put the run store on a local disk, or on a share that keeps locks.");

    internal static Diagnostic HistoryIsDamaged(string path, string what, bool isMoved) => HistoryDamaged.At(null, $"{path} is damaged, so since when domains are as they are is not known. {what}",
        isMoved ? "A new history is begun; see what changed verdicts.damaged.json beside it, then delete that." : "See what changed it.");

    internal static Diagnostic HistoryIsNewer(string path, string version, string known) => HistoryNotKept.At(null,
        $"{path} has format version {version}; this version of xmppstate knows {known}, so the verdicts are not noted in it.", "Use the newer version of xmppstate.");

    internal static Diagnostic HistoryIsBusy(string path) => HistoryNotKept.At(null, $"{path} was in somebody else's hands for ten seconds, so the verdicts are not noted in it.", "See who else looks at the federation with this run store.");

    internal static Diagnostic HistoryIsNotKept(string path, Exception cause) => HistoryNotKept.At(null,
        $"The verdicts are not noted in {path}: {Sentence(cause)}", "Give this user the right to write there, or name another run store.");

    private static string Sentence(Exception cause) => cause.Message.EndsWith('.') ? cause.Message : cause.Message + ".";
}
