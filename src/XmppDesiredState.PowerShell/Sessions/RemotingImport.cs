using System.Collections.Immutable;
using XmppDesiredState.PowerShell.Connections;
using XmppDesiredState.Programs;
using XmppDesiredState.Providers;

namespace XmppDesiredState.PowerShell.Sessions;

/// <summary>Brings the commands of an endpoint into a session.</summary>
internal static class RemotingImport
{
    /// <exception cref="ProviderException">The endpoint did not let this session in, or the commands are not there.</exception>
    public static async Task RunAsync(PowerShellSession session, PowerShellConnection.Remoting connection, PowerShellOpening opening, CancellationToken cancellationToken)
    {
        if (opening.Imports.IsDefaultOrEmpty) throw new ArgumentException("A connection by remoting imports commands, and none are named.", nameof(opening));
        var password = connection.Password is null ? null : new string((await opening.Reveal(connection.Password.Reference, cancellationToken)).Span);
        opening.Progress($"opening {connection.Uri}");
        try
        {
            var answer = await session.InvokeAsync(new PowerShellCall(PowerShellScripts.Remoting, Parameters(connection, password, opening.Imports), opening.Timeout), cancellationToken);
            if (!answer.Errors.IsEmpty) throw Failed(connection, Hide(string.Join(" / ", answer.Errors.Select(error => ProgramText.Clean(error.Message))), password));
        }
        catch (PowerShellBrokenException problem)
        {
            throw Failed(connection, Hide(problem.Diagnostic.Summary, password), problem);
        }
    }

    public static ImmutableSortedDictionary<string, object?> Parameters(PowerShellConnection.Remoting connection, string? password, ImmutableArray<string> commands) =>
        ImmutableSortedDictionary.CreateRange<string, object?>(StringComparer.Ordinal,
        [
            new("Uri", connection.Uri), new("User", connection.User), new("Password", password), new("SkipCertificateChecks", !connection.CertificateChecks), new("Commands", commands),
            new("Authentication", connection.Authentication == RemotingAuthentication.Default ? null : connection.Authentication.ToString()),
        ]);

    private static string Hide(string text, string? password) => password is null ? text : ProgramText.Hide(text, [password]);

    private static ProviderException Failed(PowerShellConnection.Remoting connection, string why, Exception? inner = null) => new(PowerShellDiagnostics.RemotingFailed.At(null,
        $"The endpoint {connection.Uri} did not open: {(why.Length <= 600 ? why : why[..600]).TrimEnd('.')}.", "Try New-PSSession -ConnectionUri on this machine with the same account."), inner);
}
