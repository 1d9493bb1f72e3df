using XmppDesiredState.ArmEndpoint;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers.AzureDns.AzureDns;

namespace XmppDesiredState.Providers.AzureDns.Tests.AzureDns;

public sealed class AzureDnsBudgetTests
{
    [Theory]
    [InlineData("7", 7)]
    [InlineData("100000", 300)]
    [InlineData("Thu, 01 Jan 2026 00:00:20 GMT", 20)]
    [InlineData("Wed, 31 Dec 2025 00:00:00 GMT", 0)]
    [InlineData("-3", 10)]
    [InlineData("", 10)]
    public async Task Throttled_is_not_done_with_a_bounded_time(string retryAfter, int seconds)
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Server.Next(Fault.Answer("PUT", 429, "", retryAfter.Length > 0 ? [("Retry-After", retryAfter)] : []));

        var outcome = await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()));

        Assert.Equal((StepResult.NotDone, "XDS9961", (TimeSpan?)TimeSpan.FromSeconds(seconds)), (outcome.Result, outcome.Diagnostic?.Code, outcome.RetryAfter));
        Assert.Single(bench.Writes);
    }

    [Fact]
    public async Task Unavailable_with_a_time_is_not_done()
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Server.Next(Fault.Answer("PUT", 503, "", ("Retry-After", "5")));

        var outcome = await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()));

        Assert.Equal((StepResult.NotDone, (TimeSpan?)TimeSpan.FromSeconds(5)), (outcome.Result, outcome.RetryAfter));
    }

    [Fact]
    public async Task After_429_nothing_is_sent_before_the_time_and_it_is_said()
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Server.Next(Fault.Answer("PUT", 429, "", ("Retry-After", "42")));

        var throttled = await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()));
        Assert.Equal(bench.Clock.Start, bench.Clock.GetUtcNow());
        Assert.Equal(StepResult.Applied, (await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()))).Result);

        Assert.Equal(StepResult.NotDone, throttled.Result);
        Assert.Equal(bench.Clock.Start + TimeSpan.FromSeconds(42), bench.Clock.GetUtcNow());
        Assert.Equal(["Azure asks to wait 42s.", "1 changes at Azure DNS, which allows 1000 in 5m: about 42s."], bench.Said);
    }

    [Fact]
    public async Task A_server_that_throttles_in_the_middle_gets_every_step_answered_and_the_next_run_converges()
    {
        await using var bench = await AzureBench.StartAsync();
        var steps = Enumerable.Range(1, 100).Select(number => AzureBench.Create(AzureBench.Wanted($"{AzureBench.Name}.d{number}.contoso.com"), number)).ToArray();
        bench.Server.Throttle(40);

        var outcomes = await bench.RunAsync(steps);

        Assert.Equal(100, outcomes.Select(outcome => outcome.Step).Distinct().Count());
        Assert.Equal(40, outcomes.Count(outcome => outcome.Result == StepResult.Applied));
        Assert.All(outcomes.Where(outcome => outcome.Result != StepResult.Applied), outcome => Assert.Equal((StepResult.NotDone, (TimeSpan?)TimeSpan.FromSeconds(7)), (outcome.Result, outcome.RetryAfter)));
        bench.Server.Refill();
        var rest = steps.Where(step => outcomes.Any(outcome => outcome.Step == step.Id && outcome.Result == StepResult.NotDone)).ToArray();
        Assert.All(await bench.RunAsync(rest), outcome => Assert.Equal(StepResult.Applied, outcome.Result));
        Assert.Equal(100, bench.Zone.Count);
    }

    [Fact]
    public async Task More_than_the_documented_budget_takes_its_time_and_says_so_first()
    {
        await using var bench = await AzureBench.StartAsync();
        var steps = Enumerable.Range(1, 1200).Select(number => AzureBench.Create(AzureBench.Wanted($"{AzureBench.Name}.d{number}.contoso.com"), number)).ToArray();

        var outcomes = await bench.RunAsync(steps);

        Assert.All(outcomes, outcome => Assert.Equal(StepResult.Applied, outcome.Result));
        Assert.Equal(1200, bench.Zone.Count);
        Assert.Equal(["1200 changes at Azure DNS, which allows 1000 in 5m: about 5m."], bench.Said);
        Assert.True(bench.Clock.GetUtcNow() - bench.Clock.Start >= TimeSpan.FromMinutes(5));
        Assert.InRange(bench.Waited.Max(), TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Stopped_while_it_waits_for_its_turn_it_was_not_sent()
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Server.Next(Fault.Answer("PUT", 429, "", ("Retry-After", "60")));
        await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()));
        using var stop = new CancellationTokenSource();
        bench.Clock.Stuck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var running = bench.RunAsync([AzureBench.Create(AzureBench.Wanted())], stop.Token);
        await bench.Clock.Stuck.Task;
        await stop.CancelAsync();

        var outcome = Assert.Single(await running);
        Assert.Equal((StepResult.NotDone, "XDS9968"), (outcome.Result, outcome.Diagnostic?.Code));
        Assert.Single(bench.Writes);
    }

    [Theory]
    [InlineData(0, 1000, 0)]
    [InlineData(0, 1001, 5)]
    [InlineData(0, 2000, 5)]
    [InlineData(0, 2001, 10)]
    [InlineData(0, 5000, 20)]
    [InlineData(600, 400, 0)]
    [InlineData(600, 401, 5)]
    [InlineData(600, 1400, 5)]
    [InlineData(600, 1401, 10)]
    public async Task The_estimate_is_the_time_until_the_last_is_sent(int sent, int more, int minutes)
    {
        var clock = new JumpClock();
        var budget = new WriteBudget(clock, _ => { }, _ => { });
        for (var number = 0; number < sent; number++) await budget.EnterAsync(TestContext.Current.CancellationToken);

        var estimate = budget.Estimate(more);
        for (var number = 0; number < more; number++) await budget.EnterAsync(TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromMinutes(minutes), estimate);
        Assert.Equal(estimate, clock.GetUtcNow() - clock.Start);
    }
}
