using System.Collections.Immutable;
using XmppDesiredState.Certificates;
using XmppDesiredState.Files;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary>The folders of all members: where the pairs, the requests and the former pairs lie.</summary>
internal sealed class PemFilesClient(PemFilesOptions options, TimeProvider clock)
{
    private const string Next = "next", Last = "last", Previous = "previous";

    public Task<IDisposable?> LockAsync(CancellationToken cancellationToken) => FolderLock.TakeAsync(options.Path, clock, cancellationToken);

    /// <exception cref="ProviderException">It cannot be read.</exception>
    public PairReading? ReadLive(string certificate, string member)
    {
        Demand(member);
        return PairFolder.Read(LiveFolder(certificate, member));
    }

    public void WriteLive(string certificate, string member, KeyedChain pair, byte[]? pfx)
    {
        Demand(member);
        Directory.CreateDirectory(LiveFolder(certificate, member));
        PairFolder.Write(LiveFolder(certificate, member), pair, pfx);
    }

    public PairReading? ReadPrevious(string certificate, string member) => PairFolder.Read(Path.Combine(LiveFolder(certificate, member), Previous));

    public void WritePrevious(string certificate, string member, KeyedChain pair)
    {
        var folder = Path.Combine(LiveFolder(certificate, member), Previous);
        PemFile.CreatePrivateFolder(folder);
        PairFolder.Write(folder, pair, pfx: null);
    }

    /// <summary>The outstanding request, in whichever folder it lies: those of the members first, in their order.</summary>
    public HeldRequest? ReadNext(string certificate, IEnumerable<string> members) => Requests(certificate, members, Next).FirstOrDefault();

    /// <summary>The request whose certificate was installed everywhere: kept until the next one, in case that certificate is taken back.</summary>
    public HeldRequest? ReadLast(string certificate, IEnumerable<string> members) => Requests(certificate, members, Last).FirstOrDefault();

    /// <summary>Folders that say there is a request and hold none.</summary>
    public IEnumerable<string> TornRequests(string certificate, IEnumerable<string> members) => Places(certificate, members)
        .Select(place => (place.Member, Folder: Path.Combine(place.Folder, Next)))
        .Where(place => RequestFolder.IsTorn(place.Folder) && RequestFolder.Read(place.Folder, place.Member) is null).Select(place => place.Folder);

    public void WriteNext(string certificate, string member, string digest, DateTimeOffset requestedAt, KeyPair key, string pem)
    {
        Demand(member);
        Directory.CreateDirectory(LiveFolder(certificate, member));
        RequestFolder.Write(Path.Combine(LiveFolder(certificate, member), Next), digest, requestedAt, key, pem);
    }

    /// <summary>The certificate of the request is installed everywhere.</summary>
    public static void Finish(HeldRequest request) => Move(request, Last);

    /// <summary>It was taken back on a member: the request stands as before.</summary>
    public static void Reopen(HeldRequest request) => Move(request, Next);

    /// <summary>Null when the option is not given.</summary>
    /// <exception cref="ProviderException">It cannot be used.</exception>
    public ImmutableArray<ParsedCertificate>? ReadTrust()
    {
        if (options.Trust is not { } path) return null;
        try
        {
            return PemFile.ReadCertificates(path) ?? throw PemFilesDiagnostics.NoTrustAt(path, "it does not exist");
        }
        catch (ProviderException problem) when (problem.Diagnostic.Descriptor == PemFilesDiagnostics.Unreadable)
        {
            throw PemFilesDiagnostics.NoTrustAt(path, "it cannot be read or holds no certificate", problem);
        }
    }

    private static void Move(HeldRequest request, string name)
    {
        var target = Path.Combine(Path.GetDirectoryName(request.Folder)!, name);
        if (Directory.Exists(target)) RequestFolder.Delete(target);
        Directory.Move(request.Folder, target);
    }

    // The folder of a member of several is another machine's, mounted: one that is not there says nothing of what that machine has.
    private void Demand(string member)
    {
        if (options.Members.TryGetValue(member, out var folder) && !Directory.Exists(folder)) throw PemFilesDiagnostics.UnreadableFile(folder, $"the folder of {member} does not exist, or is not mounted");
    }

    private string LiveFolder(string certificate, string member) => Path.Combine(options.FolderOf(member), PortableFileName.Of(certificate));

    private IEnumerable<HeldRequest> Requests(string certificate, IEnumerable<string> members, string name) =>
        Places(certificate, members).Select(place => RequestFolder.Read(Path.Combine(place.Folder, name), place.Member)).OfType<HeldRequest>();

    // A request made before "on" changed lies with a member that is no longer the first, or no longer a member.
    private IEnumerable<(string Member, string Folder)> Places(string certificate, IEnumerable<string> members) => members.Order(StringComparer.Ordinal)
        .Concat(options.Members.Keys).Append(PemFilesOptions.OnlyMember).Select(member => (Member: member, Folder: LiveFolder(certificate, member))).DistinctBy(place => place.Folder, StringComparer.Ordinal);
}
