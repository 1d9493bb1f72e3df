using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary>What certificates in files can cause.</summary>
internal static class PemFilesDiagnostics
{
    public static readonly DiagnosticDescriptor Unreadable = new("XDS9301", Severity.Error, "A certificate file cannot be read",
        "A file of a certificate exists and cannot be read: this user may not, it is larger than 1 MiB, or it does not hold what its name says in PEM. What the member has installed is then unknown, and it is left alone. Check the permissions and the content; an encrypted key must be decrypted first (openssl pkey).");

    public static readonly DiagnosticDescriptor NotAPair = new("XDS9302", Severity.Warning, "A certificate lies there without its key",
        "Key, certificate and full chain of a member do not belong together, so a server that reloads them would offer no TLS. Either an installation was interrupted, and the next apply finishes it, or somebody replaced one of the files. The certificate counts as unusable and is replaced.");

    public static readonly DiagnosticDescriptor RequestLost = new("XDS9303", Severity.Warning, "An outstanding request has lost its key",
        "The folder next says that a certificate was requested, but its key or its request is missing or they do not belong together. An answer of the CA to that request cannot be used; a new request is made. If files were restored from a backup, restore the whole folder.");

    public static readonly DiagnosticDescriptor Changed = new("XDS9304", Severity.Error, "A certificate has changed since the plan",
        "Just before it writes, the provider reads the files again. They hold neither the certificate that the plan was made from nor the one it wants, so somebody else has changed them. Nothing was written. Plan again and look at the difference.");

    public static readonly DiagnosticDescriptor NotWritten = new("XDS9305", Severity.Error, "A certificate could not be written",
        "Usual causes: the disk is full, or this user may not write into the folder. No file that a server uses was changed.");

    public static readonly DiagnosticDescriptor Uncertain = new("XDS9306", Severity.Error, "A certificate was written in part",
        "An error came while key and certificate were being replaced, which file systems cannot do in one step. The new pair is still complete in the folder next and the former one in previous: apply again, which finishes it, before the server reloads.");

    public static readonly DiagnosticDescriptor Unsupported = new("XDS9307", Severity.Error, "The provider of certificate files cannot do this",
        "It requests, accepts, installs and restores certificates, each on a member. It issues none: that is what the issuer of the certificate does. It restarts nothing either: that is what the provider of the service does.");

    public static readonly DiagnosticDescriptor Busy = new("XDS9308", Severity.Error, "The folder of certificates is in use",
        "Another process holds the lock of the folder (the file .lock in it). The system releases the lock when that process ends, so nothing needs to be removed. Try again.");

    public static readonly DiagnosticDescriptor NoRequest = new("XDS9309", Severity.Error, "There is no request that the certificate could answer",
        "A certificate can only be accepted beside the key that was made for its request, and no folder next of the declared members holds one. It was removed, or the certificate has been installed and replaced since. Plan again: a new request is made where one is needed.");

    public static readonly DiagnosticDescriptor NothingToInstall = new("XDS9310", Severity.Error, "The certificate to install is not there",
        "Neither an accepted request nor another member holds the certificate with its key. It was removed after the plan was made, or its key was replaced. Plan again.");

    public static readonly DiagnosticDescriptor NoPrevious = new("XDS9311", Severity.Error, "The former certificate is not there",
        "The folder previous does not hold the certificate that is to be put back together with its key. It is written before a certificate is replaced and kept until the next replacement; somebody removed it, or it is of another time. Install a certificate anew.");

    public static readonly DiagnosticDescriptor NoTrust = new("XDS9312", Severity.Error, "The file of trusted roots cannot be used",
        "The option trust names a file of the roots that a certificate must lead to. It does not exist, cannot be read, or holds no certificate. As long as that is so, nothing is accepted. Correct the path or the file, or remove the option to accept any chain.");

    public static readonly DiagnosticDescriptor EmptyPassword = new("XDS9313", Severity.Error, "The password of the PFX is empty",
        "The reference under pfx.password leads to an empty text. A PFX without a password would be a private key in clear; many programs do not read one either. Give it a password, or remove pfx.");

    public static readonly DiagnosticDescriptor SharedFolder = new("XDS9314", Severity.Error, "Two members would share a folder",
        "Members are replaced one after the other, so that one serves while the other restarts. In one folder both would change together, and what each has installed could not be told apart. Give each its own folder under members, or declare one member.");

    public static readonly DiagnosticDescriptor NameTooLong = new("XDS9315", Severity.Error, "The name of a certificate is no folder",
        "Each certificate has a folder named after it. File systems allow 255 bytes, of which temporary files need some, and many do not tell capitals from small letters, so two names that differ only in these would be one folder. Use another name.");

    public static readonly DiagnosticDescriptor UnknownUsage = new("XDS9316", Severity.Error, "A usage is unknown",
        "Extended key usages are serverAuth, clientAuth, or an object identifier in digits and dots such as 1.3.6.1.5.5.7.3.1 (RFC 5280 section 4.2.1.12). Names are written exactly so. Correct the usage under extendedKeyUsage.");

    public static readonly DiagnosticDescriptor BadKey = new("XDS9317", Severity.Error, "A key of this size is not made",
        "Keys in files are RSA from 2048 to 16384 bits in steps of 64, or ECDSA of 256 or 384 bits (P-256, P-384). Public CAs sign no other sizes (CA/Browser Forum Baseline Requirements 6.1.5). Correct key.size.");

    public static readonly DiagnosticDescriptor Meaningless = new("XDS9318", Severity.Warning, "An attribute means nothing in files",
        "usages, friendlyName and template belong to certificate stores and enterprise CAs of Windows: a file has no friendly name, and what a server uses it for stands in that server's configuration. It is left out. Remove it, unless the same entry is also declared on another provider.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        Unreadable, NotAPair, RequestLost, Changed, NotWritten, Uncertain, Unsupported, Busy, NoRequest, NothingToInstall, NoPrevious, NoTrust, EmptyPassword, SharedFolder, NameTooLong, UnknownUsage, BadKey, Meaningless,
    ];

    public static ProviderException UnreadableFile(string path, string why, Exception? inner = null) =>
        new(Unreadable.At(null, $"{Show(path)} cannot be read: {why}.", "Check its permissions and its content."), inner);

    public static ProviderException NoTrustAt(string path, string why, Exception? inner = null) =>
        new(NoTrust.At(null, $"The trusted roots in {Show(path)} cannot be used: {why}.", "Correct the option trust."), inner);

    public static Diagnostic CannotKeep(Kind kind) => Unsupported.At(null, $"Certificate files do not keep the kind {kind.Name}.", "Declare it on another provider.");

    public static Diagnostic NoPairAt(ResourceId id, string member, string why) =>
        NotAPair.At(null, $"{id} on {member} cannot be used: {why}.", "Apply, so that it is replaced.");

    public static Diagnostic RequestLostAt(string folder) =>
        RequestLost.At(null, $"The request in {Show(folder)} has no key that fits it.", "Apply, so that a new request is made.");

    public static Diagnostic ChangedSince(Step step, string live) => About(step, Changed, $"{step.Resource} on {step.Member} {live} and not what the plan was made from.", "Plan again.");

    public static Diagnostic NotWrittenFor(Step step, string why) => About(step, NotWritten, $"{step.Operation} of {step.Resource} failed: {why.TrimEnd('.')}.", "Check the disk and the permissions of the folder.");

    public static Diagnostic UncertainFor(Step step, string why) => About(step, Uncertain, $"{step.Resource} on {step.Member} was replaced in part: {why.TrimEnd('.')}.", "Apply again before the server reloads.");

    public static Diagnostic CannotDo(Step step, string why) => About(step, Unsupported, $"{step.Operation} of {step.Resource} is not possible: {why}.", "Plan again with a provider that can.");

    public static Diagnostic BusyFor(Step step) => About(step, Busy, $"Another process is writing to the folder, so {step.Resource} was not touched.", "Try again.");

    public static Diagnostic About(Step step, DiagnosticDescriptor descriptor, string summary, string fix) => About(step, descriptor.At(null, summary, fix));

    public static Diagnostic About(Step step, Diagnostic diagnostic) => diagnostic with { Address = new Address(step.Resource, step.Provider).ToString() };

    private static string Show(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace('\\', '/');
    }
}
