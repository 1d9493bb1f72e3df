namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>What a process left behind.</summary>
internal sealed record ToolResult(int Code, string Out, string Error, TimeSpan Took)
{
    public string All => Out + Error;

    /// <summary>Fails with everything the process said when it ended otherwise.</summary>
    public ToolResult Ended(int code)
    {
        Assert.True(Code == code, $"Exit code {Code}, expected {code}.\n--- standard output\n{Out}\n--- standard error\n{Error}");
        return this;
    }

    public ToolResult Says(string text)
    {
        Assert.True(All.Contains(text, StringComparison.Ordinal), $"Nowhere: {text}\n--- standard output\n{Out}\n--- standard error\n{Error}");
        return this;
    }

    public ToolResult Never(string text)
    {
        Assert.False(All.Contains(text, StringComparison.Ordinal), $"There: {text}\n--- standard output\n{Out}\n--- standard error\n{Error}");
        return this;
    }
}
