using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.PowerShell;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Lync;

/// <summary>Questions and writes, as calls of a session: the only file that speaks to Lync.</summary>
internal sealed class LyncClient(LyncSessions sessions, TimeSpan timeout)
{
    private static readonly TimeSpan Listing = TimeSpan.FromMinutes(5);

    /// <summary>A cmdlet of another run that was given up may still be at work when its turn is waited for.</summary>
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(20);

    /// <summary>What is read of each object, by native name.</summary>
    public static readonly ImmutableSortedDictionary<string, LyncForm> Services = Shape(("DisplayName", LyncForm.Text), ("Name", LyncForm.Text), ("Status", LyncForm.Word)),
        Replicas = Shape(("LastUpdateCreation", LyncForm.Time), ("ProductVersion", LyncForm.Text), ("ReplicaFqdn", LyncForm.Domain), ("UpToDate", LyncForm.Flag)),
        Store = Shape(("ActiveMasterFqdn", LyncForm.Domain)), Sites = Shape(("DisplayName", LyncForm.Text), ("XmppFederationRoute", LyncForm.Text)),
        EdgePools = Shape(("PoolFqdn", LyncForm.Domain), ("Version", LyncForm.Text), ("XmppListeningPort", LyncForm.Number));

    private readonly TimeSpan patience = timeout < LongestPatience ? timeout : LongestPatience;
    private readonly Lock gate = new();
    private DateTimeOffset? lastWrite;

    /// <summary>When the latest change of this process began, by the clock of the machine that made it; null before the first.</summary>
    public DateTimeOffset? LastWrite
    {
        get
        {
            lock (gate) return lastWrite;
        }
    }

    /// <summary>All objects of one kind.</summary>
    /// <exception cref="ProviderException">They could not be read.</exception>
    public Task<ImmutableArray<LyncRow>> ReadAsync(Kind kind, CancellationToken cancellationToken) => ReadAsync(null, LyncCalls.All(kind)!, LyncField.Shape(kind), cancellationToken);

    /// <inheritdoc cref="ReadAsync(Kind, CancellationToken)"/>
    public Task<ImmutableArray<LyncRow>> ServicesAsync(string machine, CancellationToken cancellationToken) => ReadAsync(machine, LyncCalls.Services(machine), Services, cancellationToken);

    /// <inheritdoc cref="ReadAsync(Kind, CancellationToken)"/>
    public Task<ImmutableArray<LyncRow>> ReplicasAsync(CancellationToken cancellationToken) => ReadAsync(null, LyncCalls.Replicas, Replicas, cancellationToken);

    /// <inheritdoc cref="ReadAsync(Kind, CancellationToken)"/>
    public Task<ImmutableArray<LyncRow>> StoreAsync(CancellationToken cancellationToken) => ReadAsync(null, LyncCalls.Store, Store, cancellationToken);

    /// <inheritdoc cref="ReadAsync(Kind, CancellationToken)"/>
    public Task<ImmutableArray<LyncRow>> SitesAsync(CancellationToken cancellationToken) => ReadAsync(null, LyncCalls.Sites, Sites, cancellationToken);

    /// <inheritdoc cref="ReadAsync(Kind, CancellationToken)"/>
    public Task<ImmutableArray<LyncRow>> EdgePoolsAsync(CancellationToken cancellationToken) => ReadAsync(null, LyncCalls.EdgePools, EdgePools, cancellationToken);

    /// <summary>For messages, and where nothing better tells deployments apart.</summary>
    public async Task<string> PlaceAsync(CancellationToken cancellationToken) => (await sessions.OpenAsync(null, cancellationToken)).Place;

    /// <summary>Compares and swaps in one call on the other side.</summary>
    /// <param name="secret">The content of the secret that the write brings.</param>
    /// <exception cref="ProviderException">No session could be had: nothing was sent.</exception>
    /// <exception cref="PowerShellBrokenException">The outcome is unknown.</exception>
    public async Task<LyncAnswer> WriteAsync(Kind kind, LyncWrite write, string? secret, CancellationToken cancellationToken)
    {
        var session = await sessions.OpenAsync(null, cancellationToken);
        foreach (var call in new[] { write.Get, write.Change }) Demand(session, call);
        var shape = LyncField.Shape(kind);
        var names = shape.Keys.ToImmutableArray();
        var parameters = LyncRows.Parameters(
            ("Get", write.Get.Cmdlet), ("GetParameters", LyncRows.Splat(write.Get)), ("Identity", write.Identity), ("Names", names.ToArray()), ("Forms", shape.Values.Select(form => form.ToString()).ToArray()),
            ("Seen", Expected(write.Seen, names)), ("Wanted", Expected(write.Wanted, names)), ("Always", write.BringsSecret), ("Set", write.Change.Cmdlet), ("SetParameters", LyncRows.Splat(write.Change, secret)),
            ("Patience", (int)patience.TotalMilliseconds));
        var answer = await session.InvokeAsync(LyncScripts.Write, parameters, timeout + patience, cancellationToken);
        return Read(answer, names);
    }

    /// <summary>Runs one cmdlet for its effect.</summary>
    /// <returns>The error it ended with; null: it did what it says.</returns>
    /// <exception cref="ProviderException">No session could be had: nothing was sent.</exception>
    /// <exception cref="PowerShellBrokenException">The outcome is unknown.</exception>
    public async Task<PowerShellError?> RunAsync(string machine, LyncCall call, TimeSpan within, CancellationToken cancellationToken)
    {
        var session = await sessions.OpenAsync(machine, cancellationToken);
        Demand(session, call);
        var answer = await session.InvokeAsync(LyncScripts.Call, LyncRows.Parameters(("Cmdlet", call.Cmdlet), ("Parameters", LyncRows.Splat(call))), within, cancellationToken);
        return answer.Errors.FirstOrDefault() ?? (answer.Output.Any(output => output is "done") ? null : new PowerShellError("The cmdlet ended without a word.", null, null, null, null, call.Cmdlet, IsTerminating: true));
    }

    /// <summary>What ran on a machine before a restart that was begun and not ended; empty: there is none.</summary>
    /// <exception cref="ProviderException">It could not be read, or not be written.</exception>
    public Task<ImmutableArray<string>> InterruptedAsync(string machine, CancellationToken cancellationToken) => NoteAsync(machine, "read", [], cancellationToken);

    /// <summary>Says on the machine what ran before a restart; nothing: it is ended.</summary>
    /// <exception cref="ProviderException">It could not be written.</exception>
    public Task NoteAsync(string machine, ImmutableArray<string> running, CancellationToken cancellationToken) => NoteAsync(machine, running.IsEmpty ? "remove" : "write", running, cancellationToken);

    private async Task<ImmutableArray<string>> NoteAsync(string machine, string action, ImmutableArray<string> names, CancellationToken cancellationToken)
    {
        var session = await sessions.OpenAsync(machine, cancellationToken);
        try
        {
            var answer = await session.InvokeAsync(LyncScripts.RestartNote, LyncRows.Parameters(("Machine", machine.ToLowerInvariant()), ("Action", action), ("Names", string.Join('\n', names))), timeout, cancellationToken);
            if (answer.Errors.FirstOrDefault() is { } error) throw new ProviderException(LyncDiagnostics.Of(error, LyncDiagnostics.ReadFailed, $"The note of a restart of {machine} could not be kept", session.Place));
            var cells = answer.Output.OfType<ImmutableArray<object?>>().FirstOrDefault(row => row is ["none" or "note", ..]);
            if (cells.IsDefault) throw new ProviderException(LyncDiagnostics.NotUnderstood.At(null, $"What {session.Place} said of a restart of {machine} is not whole.", "Look at the folder XmppDesiredState under ProgramData there."));
            return cells is ["note", string text] ? [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : [];
        }
        catch (PowerShellBrokenException problem)
        {
            throw new ProviderException(problem.Diagnostic, problem);
        }
    }

    private async Task<ImmutableArray<LyncRow>> ReadAsync(string? machine, LyncCall call, ImmutableSortedDictionary<string, LyncForm> shape, CancellationToken cancellationToken)
    {
        var session = await sessions.OpenAsync(machine, cancellationToken);
        Demand(session, call);
        var names = shape.Keys.ToImmutableArray();
        try
        {
            var answer = await session.InvokeAsync(LyncScripts.Read, LyncRows.Parameters(("Cmdlet", call.Cmdlet), ("Parameters", LyncRows.Splat(call)), ("Names", names.ToArray()),
                ("Forms", shape.Values.Select(form => form.ToString()).ToArray())), timeout < Listing ? timeout : Listing, cancellationToken);
            if (answer.Errors.FirstOrDefault() is { } error) throw new ProviderException(LyncDiagnostics.Of(error, LyncDiagnostics.ReadFailed, $"{call.Cmdlet} failed", session.Place));
            return [.. answer.Output.Select(output => LyncRows.ToRow(output, names) ?? throw new ProviderException(LyncDiagnostics.NotUnderstood.At(null,
                $"{call.Cmdlet} at {session.Place} gave something other than its objects.", "Look at its output in the Management Shell.")))];
        }
        catch (PowerShellBrokenException problem)
        {
            throw new ProviderException(problem.Diagnostic, problem);
        }
    }

    private LyncAnswer Read(PowerShellAnswer answer, ImmutableArray<string> names)
    {
        var (verdict, wasWriting, began, live) = ((LyncVerdict?)null, false, (string?)null, (LyncRow?)null);
        foreach (var cells in answer.Output.OfType<ImmutableArray<object?>>().Where(cells => cells.Length > 0))
        {
            switch (cells[0] as string)
            {
                case "writing":
                    (wasWriting, began) = (true, cells.Length > 1 ? cells[1] as string : null);
                    break;
                case { } word when Enum.TryParse<LyncVerdict>(word, ignoreCase: true, out var found):
                    (verdict, live) = (found, cells.Length > 1 ? LyncRows.ToRow(cells[1], names) : null);
                    break;
            }
        }

        var error = answer.Errors.FirstOrDefault();
        // Of a write that is known to have failed no replica will ever hear.
        if (wasWriting && (error is null || LyncFaults.Of(error) == LyncFault.Unclear)) Remember(began);
        return new LyncAnswer(verdict, error, wasWriting, live);
    }

    private void Remember(string? written)
    {
        if (!DateTimeOffset.TryParseExact(written, "o", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return;
        lock (gate)
        {
            if (lastWrite is null || time > lastWrite) lastWrite = time;
        }
    }

    private static void Demand(LyncSession session, LyncCall call)
    {
        if (!session.Missing.Contains(call.Cmdlet)) return;
        throw new ProviderException(LyncDiagnostics.NoCmdlet.At(null, $"{call.Cmdlet} does not exist at {session.Place}.", session.IsRemoting
            ? "Grant the account the role CsAdministrator (CsViewOnlyAdministrator to plan only)."
            : "Connect to a machine with the administrative tools of Lync Server 2013 or Skype for Business Server 2015."));
    }

    private static string?[]? Expected(ImmutableArray<LyncProperty>? properties, ImmutableArray<string> names)
    {
        if (properties is not { } known) return null;
        var texts = known.ToDictionary(property => property.Name, property => property.Text, StringComparer.Ordinal);
        return [.. names.Select(name => texts.GetValueOrDefault(name))];
    }

    private static ImmutableSortedDictionary<string, LyncForm> Shape(params (string Name, LyncForm Form)[] properties) =>
        properties.ToImmutableSortedDictionary(property => property.Name, property => property.Form, StringComparer.Ordinal);
}
