using System.CommandLine;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Files;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Brings state files into their canonical order and spacing. With <c>--check</c> it only says which are not.</summary>
internal static class FmtCommand
{
    public static Command Create(Invocation invocation)
    {
        var output = new OutputOptions([OutputFormat.Text]);
        var files = new Argument<string[]>("FILES") { Description = "Files, or folders with their *.yaml and *.yml; the working folder unless given.", Arity = ArgumentArity.ZeroOrMore };
        var check = new Option<bool>("--check") { Description = "Write nothing; exit with 1 when a file would change." };
        var command = new Command("fmt", "Bring state files into canonical form.");
        command.Arguments.Add(files);
        command.Options.Add(check);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, session =>
            Task.FromResult(Run(session, result.GetValue(files) is { Length: > 0 } named ? named : ["."], result.GetValue(check)))));
        return command;
    }

    private static int Run(Session session, string[] named, bool isCheck)
    {
        var (changed, refused) = (0, new List<Diagnostic>());
        foreach (var file in named.SelectMany(name => Expand(session.Environment, name)))
        {
            // What is not UTF-8 must be refused: written again it would have lost what could not be decoded.
            if (YamlSource.Read(session.ReadFile(file, YamlLimits.Default.Bytes).Span, file, YamlLimits.Default, refused) is not { } text) continue;
            var (formatted, diagnostics) = session.Engine.Format(text, file);
            refused.AddRange(diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error));
            if (formatted == text) continue;
            changed++;
            if (!isCheck) session.Outputs.WriteFile(file, formatted);
            session.Environment.Out.WriteLine(Printable.Of(file));
        }

        if (refused.Count > 0) session.Fail(new Findings([.. refused], SourceTexts.None, ""));
        return refused.Count > 0 || (isCheck && changed > 0) ? ExitCode.Failed : ExitCode.Done;
    }

    private static IEnumerable<string> Expand(CliEnvironment environment, string name)
    {
        var path = Path.GetFullPath(name, environment.WorkingFolder);
        if (!Directory.Exists(path)) return [name.Replace('\\', '/')];
        return Directory.EnumerateFiles(path)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" && !file.EndsWith(AtomicFile.TemporarySuffix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => Path.GetRelativePath(environment.WorkingFolder, file).Replace('\\', '/'));
    }
}
