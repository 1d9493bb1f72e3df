using XmppDesiredState.Engine.Runs;

namespace XmppDesiredState.Engine.Tests;

/// <summary>A run store that takes its time with the end of a step, until it is released.</summary>
internal sealed class HeldStore(IRunStore inner) : PassingStore(inner)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The end of a step is being written.</summary>
    public Task Asked => asked.Task;

    public void Release() => released.TrySetResult();

    protected override async Task WriteAsync(Func<Task> write, IReadOnlyList<RunEvent> entries)
    {
        if (entries.Any(entry => entry.Type == RunEvents.StepFinishedType))
        {
            asked.TrySetResult();
            await released.Task.WaitAsync(Longest);
        }

        await write();
    }
}
