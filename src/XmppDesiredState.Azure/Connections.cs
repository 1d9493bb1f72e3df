namespace XmppDesiredState.Azure;

/// <summary>How servers of Azure are connected to.</summary>
internal static class Connections
{
    public static HttpMessageHandler Create() => new SocketsHttpHandler
    {
        // A redirect would take the token along.
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
