using System.CommandLine;
using System.CommandLine.Completions;
using System.Text;
using System.Text.Json;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli.Commands;

/// <summary>What a diagnostic code means; without a code, all of them.</summary>
internal static class ExplainCommand
{
    public static Command Create(Invocation invocation)
    {
        var output = new OutputOptions([OutputFormat.Text, OutputFormat.Json]);
        var code = new Argument<string?>("CODE") { Description = "Such as XDS1006; all codes unless given.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("explain", "Say what a diagnostic code means.");
        command.Arguments.Add(code);
        code.CompletionSources.Add(_ => All(invocation.Engine).Select(descriptor => new CompletionItem(descriptor.Code, detail: descriptor.Title)));
        output.AddTo(command);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, session =>
        {
            var shown = All(session.Engine);
            if (result.GetValue(code) is { } wanted)
            {
                var found = shown.FirstOrDefault(descriptor => descriptor.Code.Equals(wanted, StringComparison.OrdinalIgnoreCase));
                if (found is null)
                {
                    throw new ProviderException(CommandLineDiagnostics.UnknownCode.At(null, $"{Printable.Short(wanted, 60)} is not a diagnostic code.{Suggestion.For(wanted, shown.Select(descriptor => descriptor.Code))}",
                        "Run xmppstate explain to list all codes."));
                }

                shown = [found];
            }

            session.Outputs.Write(target => target.Format == OutputFormat.Json ? Json(shown)
                : result.GetValue(code) is null ? List(shown, session.Outputs.InkOf(target)) : Text(shown[0], session.Outputs.InkOf(target)));
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    /// <summary>Every code of this build, in order.</summary>
    public static List<DiagnosticDescriptor> All(IEngine engine) =>
        [.. engine.Descriptors.Concat(CommandLineDiagnostics.All).Concat(engine.Factories.SelectMany(factory => factory.Diagnostics)).DistinctBy(descriptor => descriptor.Code).OrderBy(descriptor => descriptor.Code, StringComparer.Ordinal)];

    private static string Text(DiagnosticDescriptor descriptor, Ink ink)
    {
        var accept = descriptor.IsAcceptable ? $"\nAn item may accept it: accept: [{{ code: {descriptor.Code}, reason: why, until: 2027-03-31 }}]\n" : "";
        return $"{ink.Bold($"{Severity(descriptor)}[{descriptor.Code}]: {descriptor.Title}")}\n\n{Paragraph.Wrap(descriptor.Explanation)}\n{accept}";
    }

    private static string List(List<DiagnosticDescriptor> descriptors, Ink ink)
    {
        var text = new StringBuilder();
        foreach (var descriptor in descriptors) text.Append($"{ink.Bold(descriptor.Code)}  {Severity(descriptor),-7}  {descriptor.Title}\n");
        return text.ToString();
    }

    private static string Json(List<DiagnosticDescriptor> descriptors) => JsonText.Document(json =>
    {
        json.WriteStartObject();
        json.WriteString("format_version", "1.0");
        json.WriteStartArray("codes");
        foreach (var descriptor in descriptors) Write(json, descriptor);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, DiagnosticDescriptor descriptor)
    {
        json.WriteStartObject();
        json.WriteString("code", descriptor.Code);
        json.WriteString("severity", Severity(descriptor));
        json.WriteString("title", descriptor.Title);
        json.WriteString("explanation", descriptor.Explanation);
        json.WriteBoolean("acceptable", descriptor.IsAcceptable);
        json.WriteEndObject();
    }

    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.Severity switch
    {
        Diagnostics.Severity.Error => "error",
        Diagnostics.Severity.Warning => "warning",
        _ => "note",
    };
}
