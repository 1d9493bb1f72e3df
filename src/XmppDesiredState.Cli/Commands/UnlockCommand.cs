using System.CommandLine;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Engine.Runs;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Removes what a dead process left of its lock; on request, takes it away from a living one.</summary>
internal static class UnlockCommand
{
    /// <summary>Never read from the environment: it stops somebody's run.</summary>
    public const string BreakOption = "--break";

    public static Command Create(Invocation invocation)
    {
        var input = new InputOptions();
        var output = new OutputOptions([OutputFormat.Text]);
        var opening = new StoreOptions();
        var breaking = new Option<string?>(BreakOption) { Description = "Take the lock away from this run although it lives, where the store can (azure-blob): it begins no further step.", HelpName = "ID" };
        var command = new Command("unlock", "Remove a lock whose process died.");
        command.Options.Add(breaking);
        input.AddTo(command);
        opening.AddTo(command);
        command.SetAction((result, _) => Session.RunAsync(invocation, result, output, async session =>
        {
            var loaded = Loaded.From(session, input.Read(result, invocation.Environment));
            if (loaded.Load.State is null)
            {
                session.Fail(loaded.Findings);
                return ExitCode.Failed;
            }

            await using var store = loaded.OpenRunStore(session, opening.AllowsPrograms(result));
            if (store is null) return ExitCode.Failed;
            return result.GetValue(breaking) is { } run ? await BreakAsync(session, store, run) : await UnlockAsync(session, store);
        }));
        return command;
    }

    private static async Task<int> UnlockAsync(Session session, IRunStore store)
    {
        var (released, holder) = await store.UnlockAsync(session.Invocation.Stop);
        if (!released && holder is not null) return IsHeld(session, holder);
        var left = released && holder is not null ? $" What process {holder.ProcessId} of {Printable.Short(holder.Actor)} on {Printable.Short(holder.Machine)} had left was removed." : "";
        await session.Environment.Out.WriteLineAsync($"{Printable.Of(store.Location)} is not locked.{left}");
        return ExitCode.Done;
    }

    private static async Task<int> BreakAsync(Session session, IRunStore store, string run)
    {
        var (broken, holder) = await store.BreakLockAsync(run, session.Invocation.Stop);
        if (!broken && holder is not null) return IsHeld(session, holder);
        await session.Environment.Out.WriteLineAsync(holder is null ? $"{Printable.Of(store.Location)} is not locked."
            : $"{Printable.Of(store.Location)} is not locked any more. Run {Printable.Short(run)} of {Printable.Short(holder.Actor)} on {Printable.Short(holder.Machine)} changes the record no more; what it has sent to live systems stands.");
        return ExitCode.Done;
    }

    private static int IsHeld(Session session, LockHolder holder)
    {
        session.Fail(CommandLineDiagnostics.LockIsHeld.At(null,
            holder.ProcessId == 0 ? "The lock is held by a living process." : $"The lock is held by {holder.Actor} on {holder.Machine} (process {holder.ProcessId}, run {holder.RunId}): {holder.Command}.",
            "Wait until it has ended, or end that process. A lock in a container ends a minute after its process."));
        return ExitCode.LockHeld;
    }
}
