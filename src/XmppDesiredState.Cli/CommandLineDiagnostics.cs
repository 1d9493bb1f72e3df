using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli;

/// <summary>What can be wrong around a command, once its options are understood.</summary>
internal static class CommandLineDiagnostics
{
    public static readonly DiagnosticDescriptor FileUnreadable = new("XDS7001", Severity.Error, "A file named on the command line cannot be read",
        "The file is not there, is a folder, or may not be read by this user. Paths of the command line are relative to the working folder.");

    public static readonly DiagnosticDescriptor OutputUnwritable = new("XDS7002", Severity.Error, "An output cannot be written",
        "A file named by --format, --out or a command could not be created. Its folder must exist and be writable. An existing file is replaced as a whole, never in part.");

    public static readonly DiagnosticDescriptor NobodyToAsk = new("XDS7003", Severity.Error, "Nobody can be asked for approval",
        "Standard input is not a terminal, so the plan cannot be approved there. Review a plan first and apply exactly that (plan --out FILE, then apply FILE), or approve beforehand with --auto-approve. Approval is never read from the environment.");

    public static readonly DiagnosticDescriptor Declined = new("XDS7004", Severity.Error, "The plan was not approved",
        "Only the word yes approves a plan; anything else, and an end of input, declines it. Nothing was written. In scripts, save a plan, have it reviewed and apply that, or give --auto-approve.");

    public static readonly DiagnosticDescriptor StoreInCheckout = new("XDS7005", Severity.Error, "The run store would be lost with the checkout",
        "CI=true is set and the run store is a folder inside the checkout. A CI runner throws its checkout away, and with it the record of what was ours: resources that leave the file would no longer be deleted. Declare a run store that outlives the runner, or say with --allow-local-store that this folder does (a persistent runner, a cache).");

    public static readonly DiagnosticDescriptor WouldOverwrite = new("XDS7006", Severity.Error, "A file is there already",
        "init writes starter files and never overwrites one unless told to with --force, since it may hold somebody's work. Choose another folder, or move the file away.");

    public static readonly DiagnosticDescriptor UnknownCode = new("XDS7007", Severity.Error, "No such diagnostic code",
        "Codes are XDS and four digits; the first digit is the phase that reports it. explain without a code lists all of them.");

    public static readonly DiagnosticDescriptor UnknownProviderType = new("XDS7008", Severity.Error, "No such provider type",
        "The word is none of the provider types of this build. providers without a type lists them, with the kinds each one manages.");

    public static readonly DiagnosticDescriptor UnknownRun = new("XDS7009", Severity.Error, "No such run",
        "The run store holds no run of that id. runs without an id lists those it holds, newest first; another folder or deployment has a run store of its own.");

    public static readonly DiagnosticDescriptor LockIsHeld = new("XDS7010", Severity.Error, "The lock is held by a living process",
        "unlock removes only what a dead process left of its lock. A lock whose process lives is released by that process: wait for it, or end it.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [FileUnreadable, OutputUnwritable, NobodyToAsk, Declined, StoreInCheckout, WouldOverwrite, UnknownCode, UnknownProviderType, UnknownRun, LockIsHeld];
}
