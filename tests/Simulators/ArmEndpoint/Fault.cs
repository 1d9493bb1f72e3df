using Microsoft.AspNetCore.Http;

namespace XmppDesiredState.ArmEndpoint;

/// <summary>Something that goes wrong with one request. <paramref name="Handle"/> gets the request and what would have answered it.</summary>
/// <param name="Method">Of the requests it is meant for.</param>
public sealed record Fault(string Method, Func<HttpContext, Func<Task>, Task> Handle)
{
    /// <summary>An answer in place of the true one; nothing is done.</summary>
    public static Fault Answer(string method, int status, string body = "", params (string Name, string Value)[] headers) => new(method, async (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        await context.Response.WriteAsync(body);
    });

    /// <summary>With the wrapper that Azure Resource Manager puts around most errors.</summary>
    public static Fault Error(string method, int status, string code, string message, params (string Name, string Value)[] headers) =>
        Answer(method, status, $"{{\"error\":{{\"code\":\"{code}\",\"message\":\"{message}\"}}}}", headers);

    /// <summary>The connection ends without an answer; nothing is done.</summary>
    public static Fault DropBefore(string method) => new(method, (context, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>It is done, and the connection ends without an answer.</summary>
    public static Fault DropAfter(string method) => new(method, async (context, next) =>
    {
        context.Response.Body = Stream.Null;
        await next();
        context.Abort();
    });

    /// <summary>No answer until the client gives up; <paramref name="reached"/> is set when the request is there.</summary>
    public static Fault Silence(string method, TaskCompletionSource reached) => new(method, async (context, _) =>
    {
        reached.TrySetResult();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    });

    /// <summary>Something happens just before the request is carried out: another client's change.</summary>
    public static Fault First(string method, Action happens) => new(method, async (_, next) =>
    {
        happens();
        await next();
    });

    /// <summary>Something happens when the request was carried out, and before its answer leaves.</summary>
    public static Fault Then(string method, Action happens) => new(method, async (context, next) =>
    {
        var body = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await next();
        happens();
        answer.Position = 0;
        context.Response.Body = body;
        await answer.CopyToAsync(body);
    });
}
