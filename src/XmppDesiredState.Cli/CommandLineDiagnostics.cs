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
        "init and export --split write files and never overwrite one, since it may hold somebody's work; init does when told to with --force. Choose another folder, or move the file away.");

    public static readonly DiagnosticDescriptor UnknownCode = new("XDS7007", Severity.Error, "No such diagnostic code",
        "Codes are XDS and four digits; the first digit is the phase that reports it. explain without a code lists all of them.");

    public static readonly DiagnosticDescriptor UnknownProviderType = new("XDS7008", Severity.Error, "No such provider type",
        "The word is none of the provider types of this build. providers without a type lists them, with the kinds each one manages.");

    public static readonly DiagnosticDescriptor UnknownRun = new("XDS7009", Severity.Error, "No such run",
        "The run store holds no run of that id. runs without an id lists those it holds, newest first; another folder or deployment has a run store of its own.");

    public static readonly DiagnosticDescriptor LockIsHeld = new("XDS7010", Severity.Error, "The lock is held by a living process",
        "unlock removes only what a dead process left of its lock. A lock whose process lives is released by that process: wait for it, or end it. In a container a lock ends a minute after its process; unlock --break ID takes it away from a run that lives.");

    public static readonly DiagnosticDescriptor UnknownProvider = new("XDS7011", Severity.Error, "No such provider",
        "--provider names an instance under providers of the files given with -f (or of --connections), not a type. providers in a file of its own is enough: apiVersion and providers, or a file of kind connections.");

    public static readonly DiagnosticDescriptor NothingToExport = new("XDS7012", Severity.Error, "The provider holds nothing that can be exported",
        "Partners, access policies, gateway settings, edge access and SRV records can be exported. Certificates and services cannot: their issuers, renewals, members and windows are the author's, and no live system tells them.");

    public static readonly DiagnosticDescriptor NotListed = new("XDS7013", Severity.Error, "The provider cannot list what it has",
        "Some back ends answer only for names that somebody asks for, such as a DNS server that refuses zone transfers. An export of such answers would be empty or short, and look complete. Nothing was written. Give the connection the rights to list, such as a zone transfer with the same key.");

    public static readonly DiagnosticDescriptor NotDeclarable = new("XDS7014", Severity.Warning, "Something live cannot be declared",
        "A state file is stricter than some back ends: domain names must be complete, texts hold no control characters. An attribute that cannot be said is left out, which leaves it unmanaged. A resource that cannot is acknowledged in the exported file where its name allows, so that it is left alone.");

    public static readonly DiagnosticDescriptor NotInScript = new("XDS7015", Severity.Warning, "The script does not make every change of the plan",
        "A script of one kind of tool says what that tool can do: nsupdate changes SRV record sets and nothing else. What a guard blocks is not written either. The other changes are named at the beginning of the script; make them with apply, or by hand.");

    public static readonly DiagnosticDescriptor NoScriptedProvider = new("XDS7016", Severity.Error, "No provider has such a script",
        "Scripts that do a provider's steps, or read what it has, exist for types whose back end is worked with in a shell: lync, in PowerShell. The files declare no provider of such a type, or the plan changes nothing on one. For SRV records there is --format nsupdate.");

    public static readonly DiagnosticDescriptor WhichProvider = new("XDS7017", Severity.Error, "Several providers could be meant",
        "A script is for one live system and is run there, so it holds what concerns one provider. Make one script for each, with --provider NAME; plan --observed and apply --record take several files.");

    public static readonly DiagnosticDescriptor NotRecordable = new("XDS7018", Severity.Note, "The plan of the script is not saved",
        "apply PLAN --record FILE closes what a script did, and needs the plan that the script was made from. Without a saved plan the changes can be made, but the record of what is ours learns of them only from the next apply. Save the plan with plan --out FILE and make the script from that.");

    public static readonly DiagnosticDescriptor NoDomainOfOurs = new("XDS7019", Severity.Error, "No domain of ours is named",
        "verify opens streams as a domain of ours, since servers offer different things to different domains, and a partner sheet says which domains are ours. Both take them from gateway: domains of the state files.");

    public static readonly DiagnosticDescriptor NoCertificate = new("XDS7020", Severity.Error, "A file holds no certificate",
        "--trust and --certificate take PEM, DER or PKCS#7 with the certificates that are meant, at most 50 of them and 1 MiB. A private key or a request is none. An empty set of roots would make every partner's chain look broken, so it is refused.");

    public static readonly DiagnosticDescriptor KeyUnusable = new("XDS7021", Severity.Error, "A key cannot be used",
        "--key takes an RSA or ECDSA key in PEM (PKCS#8, PKCS#1 or SEC 1) that is not encrypted and belongs to a certificate of --certificate. With it verify proves SASL EXTERNAL instead of only seeing it offered. The key stays in this process. Where it may not leave the gateway, leave both options out: then what is only offered is told as such.");

    public static readonly DiagnosticDescriptor ResolverUnknown = new("XDS7022", Severity.Error, "The resolver has no address",
        "--resolver takes the address of a DNS resolver, or a name that the system's resolver finds. Without the option the system's own resolver is asked, which may see an inner view of a zone that partners do not.");

    public static readonly DiagnosticDescriptor OwnDomain = new("XDS7023", Severity.Error, "The domain is ours",
        "A partner sheet is for somebody else: it says what they have to configure so that our domains and theirs can talk. Domains of one gateway need no federation among each other.");

    public static readonly DiagnosticDescriptor KeptBack = new("XDS7024", Severity.Warning, "Something is not on the sheet because nobody outside can use it",
        "A partner sheet goes by mail. Private addresses (RFC 1918, RFC 4193, RFC 6598, link-local, loopback) and names under local, internal, lan, corp, home.arpa and the like mean nothing elsewhere and tell something about our network. Declare the address that the world sees, behind any NAT, under gateway: addresses, and public host names as SRV targets.");

    public static readonly DiagnosticDescriptor NegotiationPresumed = new("XDS7025", Severity.Warning, "The sheet presumes the negotiation",
        "The partner is declared without a negotiation, which leaves the gateway's own setting as it is. A partner sheet is made from the files alone, so it says what a new partner would get. Where the gateway has another setting, the sheet tells the partner the wrong thing. Declare the negotiation; export or plan show what is live.");

    public static readonly DiagnosticDescriptor GitHubFileUnwritable = new("XDS7071", Severity.Error, "A file of GitHub Actions cannot be written",
        "--format github appends to the files that GITHUB_STEP_SUMMARY and GITHUB_OUTPUT name: the summary of the step, and its outputs. GitHub makes both for each step; in a container step their folder must be mounted. Where neither variable is set, nothing is written but the annotations.");

    public static readonly DiagnosticDescriptor HistoryInCheckout = new("XDS7051", Severity.Warning, "What verify remembers would be lost with the checkout",
        "CI=true is set and the run store is a folder inside the checkout. A CI runner throws its checkout away, so the next verify cannot say since when a domain works or does not. The verdicts themselves do not depend on it. Declare a run store that outlives the runner, or say with --allow-local-store that this folder does.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [FileUnreadable, OutputUnwritable, NobodyToAsk, Declined, StoreInCheckout, WouldOverwrite, UnknownCode, UnknownProviderType, UnknownRun, LockIsHeld,
            UnknownProvider, NothingToExport, NotListed, NotDeclarable, NotInScript, NoScriptedProvider, WhichProvider, NotRecordable,
            NoDomainOfOurs, NoCertificate, KeyUnusable, ResolverUnknown, OwnDomain, KeptBack, NegotiationPresumed, HistoryInCheckout, GitHubFileUnwritable, .. DeploymentDiagnostics.All];
}
