using System.CommandLine;
using XmppDesiredState.Cli.Rendering;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Removes what a dead process left of its lock.</summary>
internal static class UnlockCommand
{
    public static Command Create(Invocation invocation)
    {
        var input = new InputOptions();
        var output = new OutputOptions([OutputFormat.Text]);
        var command = new Command("unlock", "Remove a lock whose process died.");
        input.AddTo(command);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, async session =>
        {
            var loaded = Loaded.From(session, input.Read(result, invocation.Environment));
            if (loaded.Load.State is null)
            {
                session.Fail(loaded.Findings);
                return ExitCode.Failed;
            }

            await using var store = loaded.OpenRunStore(session, allowPrograms: true);
            if (store is null) return ExitCode.Failed;
            var (released, holder) = await store.UnlockAsync(invocation.Stop);
            if (released || holder is null)
            {
                var left = released && holder is not null ? $" What process {holder.ProcessId} of {Printable.Short(holder.Actor)} on {Printable.Short(holder.Machine)} had left was removed." : "";
                await invocation.Environment.Out.WriteLineAsync($"{Printable.Of(store.Location)} is not locked.{left}");
                return ExitCode.Done;
            }

            session.Fail(CommandLineDiagnostics.LockIsHeld.At(null,
                holder.ProcessId == 0 ? "The lock is held by a living process." : $"The lock is held by {holder.Actor} on {holder.Machine} (process {holder.ProcessId}): {holder.Command}.",
                "Wait until it has ended, or end that process."));
            return ExitCode.LockHeld;
        }));
        return command;
    }
}
