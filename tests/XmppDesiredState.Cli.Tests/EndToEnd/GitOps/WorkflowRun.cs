namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>What came of a workflow, job by job.</summary>
internal sealed record WorkflowRun(int Id, IReadOnlyList<JobRun> Jobs)
{
    public bool IsGreen => Jobs.All(job => job.Result != "failure");

    public string Log => string.Join('\n', Jobs.Select(job => $"===== {job.Name}: {job.Result} {job.Environment}\n{job.Log}"));

    public WorkflowRun Green()
    {
        Assert.True(IsGreen, Log);
        return this;
    }

    public WorkflowRun Red()
    {
        Assert.False(IsGreen, Log);
        return this;
    }

    public WorkflowRun Is(string job, string result)
    {
        var found = Jobs.FirstOrDefault(run => run.Name == job);
        Assert.True(found?.Result == result, $"{job} is {found?.Result ?? "not there"}, not {result}.\n{Log}");
        return this;
    }

    public WorkflowRun Says(string text)
    {
        Assert.True(Log.Contains(text, StringComparison.Ordinal), $"Nowhere: {text}\n{Log}");
        return this;
    }

    public WorkflowRun Never(string text)
    {
        Assert.False(Log.Contains(text, StringComparison.Ordinal), $"There: {text}\n{Log}");
        return this;
    }
}
