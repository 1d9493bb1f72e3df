namespace XmppDesiredState.Servers;

/// <summary>
/// dehydrated 0.7 as an issuer: dns-01 through a hook of six lines around nsupdate. A request in, the chain on stdout, behind a line <c># CERT #</c>; its own
/// account key is made when it first runs with <c>--accept-terms</c>.
/// - Not with <c>--full-chain</c>: that follows the links to issuers up to the root, which a CA such as Pebble does not give (it ends with 1).
/// - A lock file in its folder: a second run beside the first is refused.
/// </summary>
public sealed class Dehydrated : IDisposable
{
    private readonly ServerFolder folder = new();

    public Dehydrated(NamedServer dns, PebbleServer acme)
    {
        var hook = ProgramFile.Make(folder.Write("hook", $"""
            #!/bin/sh
            case $1 in
              deploy_challenge) change="add _acme-challenge.$2. 5 TXT \"$4\"" ;;
              clean_challenge) change="delete _acme-challenge.$2. TXT \"$4\"" ;;
              *) exit 0 ;;
            esac
            printf 'server {dns.Endpoint.Address} {dns.Endpoint.Port}\nupdate %s\nsend\n' "$change" | nsupdate -k {dns.Key.File}

            """));
        var config = folder.Write("config", $"""
            CA={acme.Directory}
            BASEDIR={folder.Path}
            CURL_OPTS="--cacert {acme.CaFile}"
            CHALLENGETYPE=dns-01
            HOOK={hook}

            """);
        Issuer = IssuerCommand.Printing("dehydrated", "--config", config, "--accept-terms", "--signcsr", IssuerCommand.Request);
    }

    public IssuerCommand Issuer { get; }

    public string Folder => folder.Path;

    public void Dispose() => folder.Dispose();
}
