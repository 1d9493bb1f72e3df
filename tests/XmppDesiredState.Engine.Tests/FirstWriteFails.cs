using XmppDesiredState.Engine.Runs;

namespace XmppDesiredState.Engine.Tests;

/// <summary>A run store whose disk was full for a moment.</summary>
internal sealed class FirstWriteFails(IRunStore inner) : PassingStore(inner)
{
    private int writes;

    public int Writes => writes;

    protected override Task WriteAsync(Func<Task> write, IReadOnlyList<RunEvent> entries) => Interlocked.Increment(ref writes) == 1 ? Task.FromException(DiskIsFull) : write();
}
