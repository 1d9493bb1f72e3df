using System.Text;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Runs;

public sealed class RunEventJsonTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1500)]
    public void However_many_are_written_at_once_they_stand_in_their_order(int count)
    {
        RunEvent[] events = [.. Enumerable.Range(1, count).Select(step => new RunEvent(Now.AddSeconds(step), RunEvents.StepStartedType, Value.Map.NoItems.Add("step", new Value.Number(step)).Add("name", new Value.Text($"é{step}"))))];

        var lines = Text(RunEventJson.Write(events));

        Assert.Equal(string.Concat(events.Select(one => Text(RunEventJson.Write(one)))), lines);
        Assert.Equal(count, lines.Count(character => character == '\n'));
        Assert.Equal(events.Select(one => one.Particulars["step"]), lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => RunEventJson.Read(Encoding.UTF8.GetBytes(line))!.Particulars["step"]));
    }

    private static string Text(ByteChunks lines) => Encoding.UTF8.GetString(lines.ToMemory().Span);
}
