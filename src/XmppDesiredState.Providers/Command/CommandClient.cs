using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Programs;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Command;

/// <summary>Starts the programs of services: the only code of this provider that does.</summary>
internal sealed class CommandClient(ProviderSettings settings)
{
    private const int StatusLimit = 4096;

    /// <summary>What a member runs with: the thumbprint, empty for nothing; or why that is not known.</summary>
    public async Task<(string? Thumbprint, Diagnostic? Why)> StatusAsync(ResourceId id, CommandService service, string member, CancellationToken cancellationToken)
    {
        var call = Call(id, service, service.Status, member, thumbprint: null) with { OutputLimit = StatusLimit };
        var result = await ProgramRunner.RunAsync(call, settings.Clock, cancellationToken);
        if (result is ProgramResult.Ended { ExitCode: 0 } ended)
        {
            return CommandMapper.Thumbprint(ProgramText.Decode(ended.Output.Span)) is { } thumbprint ? (thumbprint, null)
                : (null, CommandDiagnostics.NoStatusOf(id, member, call.Name, "printed something other than a thumbprint"));
        }

        return (null, CommandDiagnostics.NoStatusOf(id, member, call.Name, What(result, call)));
    }

    /// <summary>Runs the program for reload or restart; what it prints to standard output is nobody's business.</summary>
    public async Task<(ProgramResult Result, string Program, string What)> RunAsync(ResourceId id, CommandService service, ImmutableArray<string> program, string member, string thumbprint,
        TimeSpan? drain, CancellationToken cancellationToken)
    {
        var call = Call(id, service, program, member, thumbprint, drain) with { OutputLimit = 0 };
        var result = await ProgramRunner.RunAsync(call, settings.Clock, cancellationToken);
        return (result, call.Name, What(result, call));
    }

    private ProgramCall Call(ResourceId id, CommandService service, ImmutableArray<string> program, string member, string? thumbprint, TimeSpan? drain = null)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["member"] = member, ["service"] = id.Name };
        var environment = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("XMPPSTATE_SERVICE", id.Name).Add("XMPPSTATE_MEMBER", member)
            .Add("XMPPSTATE_THUMBPRINT", thumbprint ?? "")
            .Add("XMPPSTATE_DRAIN", drain is { } time ? ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture) : "");
        return new ProgramCall(ArgumentTemplate.Fill(program, values), settings.Folder, service.Timeout) { Environment = environment };
    }

    private static string What(ProgramResult result, ProgramCall call)
    {
        var (what, errors) = result switch
        {
            ProgramResult.NotStarted not => (not.Why, ProgramErrors.None),
            ProgramResult.Ended ended => ($"ended with exit code {ended.ExitCode}", ended.Errors),
            ProgramResult.TimedOut timedOut => ($"did not end within {Duration.Format(call.Time)}", timedOut.Errors),
            ProgramResult.TooMuchOutput tooMuch => ($"printed more than {call.OutputLimit} bytes", tooMuch.Errors),
            _ => ("", ProgramErrors.None),
        };
        return errors.LastLines(1, []) is { Length: > 0 } said ? $"{what}: {said.TrimEnd('.')}" : what;
    }
}
