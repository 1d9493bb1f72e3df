using System.Collections.Immutable;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Writes the scripts of one provider: the one that reads, and the one that does its steps of a plan.</summary>
/// <param name="file">Null: standard output.</param>
internal sealed class ProviderScripts(Session session, DesiredState state, string language, string? file)
{
    /// <exception cref="ProviderException">No provider, or several, could be meant.</exception>
    public int WriteReading(LastApplied ours, string? provider)
    {
        WriteText(session, session.Engine.Scripts.WriteReading(state, ours, Meant(provider, [.. session.Engine.Scripts.Providers(state, language)])), file);
        return ExitCode.Done;
    }

    /// <param name="isSaved">Whether what the script did can be recorded.</param>
    /// <exception cref="ProviderException">No provider, or several, could be meant.</exception>
    public int Write(Plan plan, LastApplied ours, string? provider, bool isSaved)
    {
        var scripted = session.Engine.Scripts.Providers(state, language);
        var script = session.Engine.Scripts.Write(plan, state, ours, Meant(provider, [.. scripted.Where(name => plan.Steps.Any(step => step.Step.Provider == name))]), change =>
            [.. ChangeRows.Of(change).Select(row => $"{row.Sign} {row.Name}  {row.Value}{(row.Note is null ? "" : $"  ({row.Note})")}")]);
        WriteText(session, script.Text, file);
        if (!isSaved) session.Fail(new Findings([CommandLineDiagnostics.NotRecordable.At(null, "The plan of this script is not saved, so apply --record cannot close it.", "Save it with plan --out FILE, and make the script from FILE.")], SourceTexts.None, "Written."));
        Tell(session, [.. script.LeftOut.Select(left => left.Change)]);
        foreach (var (change, why) in script.LeftOut.Take(PlanText.Most)) session.Log.Write(LogLevel.Info, $"Not in the script: {Printable.Short(change.ToString())}: {Printable.Short(why)}");
        return ExitCode.Done;
    }

    public static void WriteText(Session session, string text, string? file)
    {
        if (file is null) session.Environment.Out.Write(text);
        else session.Outputs.WriteFile(file, text);
    }

    /// <summary>Says that the script is not the whole plan.</summary>
    public static void Tell(Session session, ImmutableArray<Address> leftOut)
    {
        if (leftOut.IsEmpty) return;
        session.Fail(new Findings([CommandLineDiagnostics.NotInScript.At(null,
            $"{Words.Count(leftOut.Length, "change")} of the plan {(leftOut.Length == 1 ? "is" : "are")} not in the script: {Words.Count(leftOut.Select(left => left.Id.Kind))}.",
            "The script names them in its first lines; apply makes them.")], SourceTexts.None, "Written."));
    }

    private string Meant(string? given, string[] possible)
    {
        var scripted = session.Engine.Scripts.Providers(state, language);
        if (given is not null)
        {
            return scripted.Contains(given) ? given : throw new ProviderException(CommandLineDiagnostics.NoScriptedProvider.At(null,
                $"There is no provider {given} that has {language} scripts.", (Suggestion.For(given, scripted) + (scripted.IsEmpty ? " None is declared." : $" Declared are {string.Join(", ", scripted)}.")).TrimStart()));
        }

        return possible switch
        {
            [var only] => only,
            [] when scripted is [var only] => only,
            [] => throw new ProviderException(CommandLineDiagnostics.NoScriptedProvider.At(null, scripted.IsEmpty ? $"The files declare no provider that has {language} scripts." : "The plan changes nothing on a provider that has scripts.",
                scripted.IsEmpty ? "Declare one, such as one of type lync." : "There is nothing to run.")),
            _ => throw new ProviderException(CommandLineDiagnostics.WhichProvider.At(null, $"Several providers could be meant: {string.Join(", ", possible)}.", "Name one with --provider, and make a script for each.")),
        };
    }
}
