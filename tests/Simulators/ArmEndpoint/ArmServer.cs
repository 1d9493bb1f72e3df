using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace XmppDesiredState.ArmEndpoint;

/// <summary>
/// Azure Resource Manager for the SRV sets of public DNS zones (Microsoft.Network/dnsZones, API version 2018-05-01), and the token endpoint, on one port of
/// loopback over TLS. Shapes, status codes and conditions are those documented and recorded from the service; it is not the service.
/// </summary>
public sealed class ArmServer : IAsyncDisposable
{
    public const string Subscription = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    public const string ResourceGroup = "dns-grüße";

    private readonly WebApplication application;
    private readonly List<Fault> faults = [];
    private readonly Lock gate = new();
    private int writesLeft = int.MaxValue;

    private ArmServer(string[] zones)
    {
        Certificate = CreateCertificate();
        foreach (var zone in zones) Zones[zone] = new DnsZone(this, zone);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener =>
        {
            listener.Protocols = HttpProtocols.Http1;
            listener.UseHttps(Certificate);
        }));
        application = builder.Build();
        application.Use(ReceiveAsync);
        application.MapPost("/{tenant}/oauth2/v2.0/token", SignIn.AnswerAsync);
        application.Map($"/subscriptions/{Subscription}/resourceGroups/{ResourceGroup}/providers/Microsoft.Network/dnsZones/{{zone}}/SRV/{{name?}}", (HttpContext context, string zone, string? name) =>
            Zones.TryGetValue(zone, out var known) ? known.AnswerAsync(context, name) : DnsZone.ErrorAsync(context, 404, "ResourceNotFound", $"The Resource 'Microsoft.Network/dnszones/{zone}' was not found."));
        application.MapFallback(context => DnsZone.ErrorAsync(context, 404, "ResourceGroupNotFound", "Resource group could not be found."));
    }

    public Uri Address { get; private set; } = new("https://127.0.0.1");

    public X509Certificate2 Certificate { get; }

    public SignInDesk SignIn { get; } = new();

    public ConcurrentDictionary<string, DnsZone> Zones { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>In the order of arrival.</summary>
    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    /// <summary>Sets on a page of a list.</summary>
    public int PageSize { get; set; } = 100;

    public static async Task<ArmServer> StartAsync(params string[] zones)
    {
        var server = new ArmServer(zones);
        await server.application.StartAsync();
        server.Address = new Uri(server.application.Urls.Single());
        return server;
    }

    /// <summary>Reaches this server and trusts its certificate alone.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == Certificate.GetCertHashString() },
    };

    /// <summary>Each is for one request of its method, in this order.</summary>
    public void Next(params Fault[] next)
    {
        lock (gate) faults.AddRange(next);
    }

    /// <summary>After so many writes, each is answered with 429 until <see cref="Refill"/>.</summary>
    public void Throttle(int writes) => writesLeft = writes;

    public void Refill() => writesLeft = int.MaxValue;

    public async ValueTask DisposeAsync()
    {
        // Requests that a fault left hanging are ended, not waited for.
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await application.StopAsync(now.Token);
        await application.DisposeAsync();
        Certificate.Dispose();
    }

    private async Task ReceiveAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments($"/{SignInDesk.Tenant}", StringComparison.Ordinal) || !request.Path.StartsWithSegments("/subscriptions", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        request.Body.Position = 0;
        Requests.Enqueue(new ReceivedRequest(request.Method, request.Path, request.QueryString.Value ?? "", request.Headers.IfMatch.ToString(), request.Headers.IfNoneMatch.ToString(), request.Headers.Authorization.ToString(), body));
        if (Take(request.Method) is { } fault) await fault.Handle(context, () => AnswerAsync(context, next));
        else await AnswerAsync(context, next);
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (!SignIn.IsValid(context.Request.Headers.Authorization.ToString()))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer authorization_uri=\"https://login.windows.net/\", error=\"invalid_token\"";
            await DnsZone.ErrorAsync(context, 401, "InvalidAuthenticationToken", "The access token is invalid.");
        }
        else if (context.Request.Method != "GET" && Interlocked.Decrement(ref writesLeft) < 0)
        {
            context.Response.Headers.RetryAfter = "7";
            await DnsZone.ErrorAsync(context, 429, "TooManyRequests", "The request is being throttled.");
        }
        else
        {
            await next(context);
        }
    }

    private Fault? Take(string method)
    {
        lock (gate)
        {
            var index = faults.FindIndex(fault => fault.Method == method);
            if (index < 0) return null;
            var fault = faults[index];
            faults.RemoveAt(index);
            return fault;
        }
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=arm-endpoint", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        // Windows serves TLS only with a key that it has stored.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
