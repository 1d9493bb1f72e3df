using System.Management.Automation;
using System.Management.Automation.Remoting;
using System.Management.Automation.Runspaces;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Remoting;

/// <summary>New-PSSession to a URI alone, and only to the endpoint that the world has.</summary>
[Cmdlet(VerbsCommon.New, "PSSession")]
public sealed class NewPSSessionCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public Uri? ConnectionUri { get; set; }

    [Parameter]
    public PSCredential? Credential { get; set; }

    [Parameter]
    public AuthenticationMechanism Authentication { get; set; }

    [Parameter]
    public PSSessionOption? SessionOption { get; set; }

    [Parameter]
    public SwitchParameter AllowRedirection { get; set; }

    protected override void ProcessRecord()
    {
        var path = ThisComputer.State(SessionState).Path;
        var endpoint = StateFile.At(path).Read(state => state.Endpoint);
        if (Refusal(endpoint) is { } why)
        {
            var message = $"[{ConnectionUri!.Host}] Connecting to remote server {ConnectionUri.Host} failed with the following error message : {why}";
            WriteError(new(new PSRemotingTransportException(message), "PSSessionOpenFailed", ErrorCategory.OpenError, ConnectionUri));
            return;
        }
        WriteObject(new EndpointSession(endpoint!.Host, path));
    }

    private string? Refusal(LyncEndpoint? endpoint)
    {
        if (endpoint is null || !endpoint.Host.Equals(ConnectionUri!.Host, StringComparison.OrdinalIgnoreCase)) return "WinRM cannot process the request. The client cannot connect to the destination specified in the request.";
        if (ConnectionUri.Scheme != Uri.UriSchemeHttps || !ConnectionUri.AbsolutePath.TrimEnd('/').Equals("/OcsPowershell", StringComparison.OrdinalIgnoreCase)) return "The WinRM client received an HTTP status code of 404 from the remote WS-Management service.";
        if (!endpoint.IsTrusted && SessionOption is not { SkipCACheck: true, SkipCNCheck: true }) return "The server certificate on the destination computer has the following errors: The SSL certificate is signed by an unknown certificate authority.";
        if (endpoint.User is null) return null;
        var given = Credential?.GetNetworkCredential();
        var user = Credential?.UserName.TrimStart('\\');
        return endpoint.User.Equals(user, StringComparison.OrdinalIgnoreCase) && endpoint.Password == given!.Password ? null : "Access is denied.";
    }
}
