using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace XmppDesiredState.ArmEndpoint;

/// <summary>
/// The token endpoint of Entra ID. Its refusals quote what was sent, as a careless server might: none of that may be shown to anybody.
/// </summary>
public sealed class SignInDesk
{
    public const string Tenant = "11111111-2222-3333-4444-555555555555";
    public const string Client = "66666666-7777-8888-9999-000000000000";

    private const string Scheme = $"Bearer {TokenCanary}.";

    private int issued;
    private int revoked;

    /// <summary>The one secret, or the one federated token, it takes.</summary>
    public string Accepted { get; set; } = "";

    public string Scope { get; private set; } = "";

    public int Issued => Volatile.Read(ref issued);

    /// <summary>Every token begins so.</summary>
    public const string TokenCanary = "eyJ0eXAi.canary-token-2b81-never-show-this";

    public bool IsValid(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.Ordinal) && int.TryParse(authorization[Scheme.Length..], out var number) && number > revoked && number <= Issued;

    /// <summary>No token given so far is taken any more.</summary>
    public void Revoke() => revoked = Issued;

    public async Task AnswerAsync(HttpContext context, string tenant)
    {
        var form = await context.Request.ReadFormAsync();
        var sent = form["client_secret"].ToString() is { Length: > 0 } secret ? secret : form["client_assertion"].ToString();
        Scope = form["scope"].ToString();
        if (tenant != Tenant) await RefuseAsync(context, 400, 90002, $"Tenant '{tenant}' not found.");
        else if (form["client_id"] != Client) await RefuseAsync(context, 400, 700016, $"Application with identifier '{form["client_id"]}' was not found.");
        else if (sent.Length == 0 || sent != Accepted) await RefuseAsync(context, 401, 7000215, $"Invalid client secret provided: '{sent}'.");
        else await context.Response.WriteAsync(new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = 3599, ["ext_expires_in"] = 3599, ["access_token"] = TokenOf(Interlocked.Increment(ref issued)) }.ToJsonString());
    }

    private static string TokenOf(int number) => $"{TokenCanary}.{number}";

    private static async Task RefuseAsync(HttpContext context, int status, int code, string words)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(new JsonObject
        {
            ["error"] = "invalid_client",
            ["error_description"] = $"AADSTS{code}: {words} Trace ID: 0000 Correlation ID: 0000",
            ["error_codes"] = new JsonArray(code),
        }.ToJsonString());
    }
}
