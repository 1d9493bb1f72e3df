using System.Collections.Immutable;
using System.Security.Cryptography;
using XmppDesiredState.Certificates;
using XmppDesiredState.PowerShell;
using XmppDesiredState.PowerShell.Connections;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>What is asked of single machines, and done there. Each goes to the machine's own connection.</summary>
internal sealed class LyncCertificateClient(LyncSessions sessions, ProviderSettings settings)
{
    private readonly TimeSpan timeout = LyncOptions.TimeoutOf(settings.Options);

    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(20);

    private TimeSpan Patience => timeout < LongestPatience ? timeout : LongestPatience;

    /// <summary>Everything that one machine has.</summary>
    /// <exception cref="ProviderException">It could not be read.</exception>
    public async Task<LyncMachine> ReadAsync(string member, IEnumerable<string> folders, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(member, cancellationToken);
        PowerShellAnswer answer;
        try
        {
            answer = await session.InvokeAsync(LyncScripts.CertificateRead, LyncRows.Parameters(("Folders", folders.ToArray())), timeout, cancellationToken);
        }
        catch (PowerShellBrokenException broken)
        {
            throw new ProviderException(broken.Diagnostic, broken);
        }

        if (answer.Errors.FirstOrDefault() is { } error) throw new ProviderException(LyncDiagnostics.Of(error, LyncDiagnostics.ReadFailed, $"The certificates of {member} could not be read", session.Place));
        return Read(member, [.. answer.Output.OfType<ImmutableArray<object?>>().Where(cells => cells is [string, ..])])
            ?? throw new ProviderException(LyncDiagnostics.NotUnderstood.At(null, $"What {member} said of its certificates is not whole.", "Look at Get-CsCertificate and Get-ChildItem Cert:\\LocalMachine\\My there."));
    }

    /// <param name="seen">The note that stands there; empty for none.</param>
    /// <exception cref="ProviderException">No session could be had: nothing was sent.</exception>
    /// <exception cref="PowerShellBrokenException">The outcome is unknown.</exception>
    public Task<LyncSaid> RequestAsync(string member, string folder, string seen, LyncRequestNote note, LyncCall call, CancellationToken cancellationToken) => SayAsync(member, LyncScripts.CertificateRequest, cancellationToken,
        ("Folder", folder), ("Seen", seen), ("Id", note.Id), ("About", note.Write()), ("Parameters", LyncRows.Splat(call)));

    /// <summary>The same, sent to a CA at once.</summary>
    /// <inheritdoc cref="RequestAsync"/>
    public Task<LyncSaid> SubmitAsync(string member, string folder, string seen, LyncRequestNote note, LyncCall call, CancellationToken cancellationToken) => SayAsync(member, LyncScripts.CertificateSubmit, cancellationToken,
        ("Folder", folder), ("Seen", seen), ("Id", note.Id), ("About", note.Write()), ("Parameters", LyncRows.Splat(call)));

    /// <summary>Asks the CA for the answer to such a request.</summary>
    /// <inheritdoc cref="RequestAsync"/>
    public Task<LyncSaid> RetrieveAsync(LyncRequest request, string folder, int number, CancellationToken cancellationToken) =>
        SayAsync(request.Member, LyncScripts.CertificateRetrieve, cancellationToken, ("Folder", folder), ("About", request.Text), ("Number", number));

    /// <inheritdoc cref="RequestAsync"/>
    public Task<LyncSaid> AcceptAsync(LyncRequest request, string folder, ImmutableArray<ParsedCertificate> chain, CancellationToken cancellationToken)
    {
        var (content, extension) = LyncCertificateMapper.AnswerOf(chain);
        return SayAsync(request.Member, LyncScripts.CertificateAccept, cancellationToken, ("Folder", folder), ("About", request.Text), ("Thumbprint", chain[0].Thumbprint), ("Chain", CertificateFile.ToPem(chain)),
            ("Answer", content), ("Extension", extension));
    }

    /// <inheritdoc cref="RequestAsync"/>
    public Task<LyncSaid> AssignAsync(string member, string folder, string thumbprint, ImmutableArray<string> usages, ImmutableArray<string> seen, IEnumerable<string> ours, CancellationToken cancellationToken) =>
        SayAsync(member, LyncScripts.CertificateAssign, cancellationToken, ("Folder", folder), ("Thumbprint", thumbprint), ("Usages", usages.ToArray()), ("Seen", seen.ToArray()), ("Ours", ours.ToArray()));

    /// <inheritdoc cref="RequestAsync"/>
    public Task<LyncSaid> FinishAsync(LyncRequest request, string folder, bool isDone, CancellationToken cancellationToken) =>
        SayAsync(request.Member, LyncScripts.CertificateFinish, cancellationToken, ("Folder", folder), ("About", request.Text), ("Done", isDone));

    /// <summary>
    /// Hands a certificate with its key from one machine to another: exported in the memory of the one under a password made for it, through this
    /// process and two connections, imported on the other. This process writes it nowhere.
    /// </summary>
    /// <param name="chain">What the issuer sent, so that its issuers come along; empty where that is not known.</param>
    /// <returns>What the export said where it did not succeed, and the import otherwise.</returns>
    /// <inheritdoc cref="RequestAsync"/>
    public async Task<(LyncSaid Said, string Password, bool IsExport)> HandOverAsync(string from, string to, string folder, string thumbprint, ImmutableArray<ParsedCertificate> chain, bool isExportable, CancellationToken cancellationToken)
    {
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        var given = await SayAsync(from, LyncScripts.CertificateExport, cancellationToken, ("Thumbprint", thumbprint), ("Password", password));
        if (given is not { Error: null, Word: "done" } || given.Cells is not [_, byte[] { Length: > 0 } content]) return (given, password, true);
        try
        {
            var answer = chain.IsEmpty ? default : LyncCertificateMapper.AnswerOf(chain);
            return (await SayAsync(to, LyncScripts.CertificateReceive, cancellationToken, ("Folder", folder), ("Thumbprint", thumbprint), ("Content", content), ("Password", password),
                ("Answer", answer.Extension == ".p7b" ? answer.Content : null), ("Exportable", isExportable)), password, false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private async Task<LyncSaid> SayAsync(string member, string script, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        var session = await OpenAsync(member, cancellationToken);
        if (script != LyncScripts.CertificateExport) parameters = [.. parameters, ("Patience", (int)Patience.TotalMilliseconds)];
        return LyncSaid.Of(await session.InvokeAsync(script, LyncRows.Parameters(parameters), timeout + Patience, cancellationToken));
    }

    // What is local stays on this machine, and SSH is encrypted and knows whom it speaks to; nothing else may carry a key.
    private async Task<LyncSession> OpenAsync(string member, CancellationToken cancellationToken)
    {
        if (ConnectionOf(settings.Options, member) is not (PowerShellConnection.Local or PowerShellConnection.Ssh))
            throw new ProviderException(LyncCertificateDiagnostics.NoConnection.At(null, $"{settings.Name} has no connection of its own to {member} that is local or ssh.", $"Add {member} under machines."));
        var session = await sessions.OpenAsync(member, cancellationToken);
        if (LyncCertificateCalls.Cmdlets.FirstOrDefault(session.Missing.Contains) is { } missing)
            throw new ProviderException(LyncDiagnostics.NoCmdlet.At(null, $"{missing} does not exist at {session.Place}.", "Connect to a server of Lync Server 2013 or Skype for Business Server 2015."));
        return session;
    }

    /// <summary>The member's own connection; null: it has none.</summary>
    public static PowerShellConnection? ConnectionOf(ImmutableSortedDictionary<string, Values.Value> options, string member) =>
        LyncOptions.MachinesOf(options).GetValueOrDefault(member) is { } own ? ConnectionFields.Read(own) : null;

    /// <returns>Null: it is not whole.</returns>
    private static LyncMachine? Read(string member, ImmutableArray<ImmutableArray<object?>> rows)
    {
        var assigned = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        var stored = ImmutableDictionary.CreateBuilder<string, LyncStored>(StringComparer.Ordinal);
        var isWhole = false;
        foreach (var cells in rows)
        {
            switch (cells)
            {
                case ["assigned", string usage, string thumbprint]:
                    assigned[usage] = thumbprint;
                    break;
                case ["stored", string thumbprint, string hasKey, string content]:
                    stored[thumbprint] = new LyncStored(CertificateFile.Read(Der(content)) is [var certificate, ..] ? certificate : null, hasKey == "True");
                    break;
                case ["read"]:
                    isWhole = true;
                    break;
            }
        }

        if (!isWhole) return null;
        var online = rows.Where(cells => cells is ["online", string, string]).ToLookup(cells => (string)cells[1]!, cells => (string)cells[2]!, StringComparer.Ordinal);
        var requests = rows.Where(cells => cells is ["request", string, string, _, _, string]).ToImmutableDictionary(cells => (string)cells[1]!, cells => LyncRequest.Of(member, (string)cells[2]!, cells[3] as string, cells[4] as string,
            cells[5] is "True", HasKey, LyncOnline.Of(online[(string)cells[1]!], HasKey)), StringComparer.Ordinal);
        bool HasKey(string thumbprint) => stored.TryGetValue(thumbprint, out var there) && there.HasKey;
        return new LyncMachine(member, assigned.ToImmutable(), stored.ToImmutable(), requests);
    }

    // What is no Base64 is no certificate.
    private static byte[] Der(string content)
    {
        var der = new byte[content.Length];
        return Convert.TryFromBase64String(content, der, out var written) ? der[..written] : [];
    }
}
