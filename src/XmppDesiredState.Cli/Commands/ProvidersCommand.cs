using System.CommandLine;
using System.CommandLine.Completions;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli.Commands;

/// <summary>The types of provider in this build: their kinds, operations and options.</summary>
internal static class ProvidersCommand
{
    public static Command Create(Invocation invocation)
    {
        var output = new OutputOptions([OutputFormat.Text, OutputFormat.Json]);
        var type = new Argument<string?>("TYPE") { Description = "One type, with its options; all types unless given.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("providers", "List what can be connected.");
        command.Arguments.Add(type);
        type.CompletionSources.Add(_ => invocation.Engine.Factories.OrderBy(factory => factory.Type, StringComparer.Ordinal).Select(factory => new CompletionItem(factory.Type, detail: factory.Summary)));
        output.AddTo(command);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, session =>
        {
            var factories = session.Engine.Factories;
            var wanted = result.GetValue(type);
            var shown = factories.Where(factory => wanted is null || factory.Type == wanted).OrderBy(factory => factory.Type, StringComparer.Ordinal).ToList();
            if (shown.Count == 0)
            {
                throw new ProviderException(CommandLineDiagnostics.UnknownProviderType.At(null,
                    $"{Printable.Short(wanted ?? "", 60)} is not a type of provider.{Suggestion.For(wanted ?? "", factories.Select(factory => factory.Type))}", "Run xmppstate providers to list the types."));
            }

            session.Outputs.Write(target => target.Format == OutputFormat.Json ? ProvidersJson.Render(shown)
                : wanted is null ? ProvidersText.List(shown, session.Outputs.InkOf(target)) : ProvidersText.One(shown[0], session.Outputs.InkOf(target)));
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }
}
