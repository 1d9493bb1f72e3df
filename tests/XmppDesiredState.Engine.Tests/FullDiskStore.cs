using XmppDesiredState.Engine.Runs;

namespace XmppDesiredState.Engine.Tests;

/// <summary>A run store whose disk is full after so many writes.</summary>
internal sealed class FullDiskStore(IRunStore inner, int writes) : PassingStore(inner)
{
    private int left = writes;

    protected override Task WriteAsync(Func<Task> write, IReadOnlyList<RunEvent> entries) => left-- > 0 ? write() : Task.FromException(DiskIsFull);
}
