namespace XmppDesiredState.Cli.Tests.EndToEnd.Certificates;

/// <summary>What interrupts people waits for its window, and what was approved before is finished inside it.</summary>
public sealed class WindowSpecs : IDisposable
{
    private readonly SettableClock clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly Sandbox sandbox = Sandbox.Of("quickstart");

    public WindowSpecs()
    {
        sandbox.Edit("desired.yaml", "\ncertificates:", "\nmaintenance:\n  nights: { days: [Tue, Thu], from: \"22:00\", to: \"04:00\", timeZone: Europe/Berlin }\n\ncertificates:");
        sandbox.Edit("desired.yaml", "      restart: rolling\n", "      restart: rolling\n      window: nights\n");
    }

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task Outside_the_window_the_certificate_is_obtained_and_waits_and_the_same_approved_plan_finishes_inside()
    {
        await RunAsync(0, "plan", "--out", "plan.json");

        var early = await RunAsync(6, "apply", "plan.json");
        Assert.Contains("window nights, opens Tue 2026-11-24 22:00 Europe/Berlin", early, StringComparison.Ordinal);
        Assert.True(sandbox.Has("live/certificates/edge-external/next/chain.pem"), "What needs no window was not done.");
        Assert.False(sandbox.Has("live/certificates/edge-external/certificate.pem"), "Installed outside the window: the next restart would take it up.");
        Assert.Contains("waits for window nights", await RunAsync(2, "plan", "--detailed-exitcode"), StringComparison.Ordinal);
        await RunAsync(6, "apply", "plan.json");

        // 22:30 in Berlin, where it is winter.
        clock.Now = new DateTimeOffset(2026, 11, 24, 21, 30, 0, TimeSpan.Zero);
        Assert.Contains("Apply complete! Resources: 1 added, 1 changed", await RunAsync(0, "apply", "plan.json"), StringComparison.Ordinal);
        Assert.True(sandbox.Has("live/certificates/edge-external/certificate.pem"));
        await RunAsync(0, "plan", "--detailed-exitcode");
    }

    // The clocks go back on 2026-10-25 at 03:00 CEST: 22:00 is 20:00 UTC before and 21:00 UTC after.
    [Theory]
    [InlineData("2026-10-22T20:30:00Z", 0)]
    [InlineData("2026-10-27T20:30:00Z", 6)]
    [InlineData("2026-10-27T21:30:00Z", 0)]
    public async Task The_window_keeps_the_time_on_the_wall(string now, int code)
    {
        clock.Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);

        await RunAsync(code, "apply", "--auto-approve");
    }

    [Fact]
    public async Task What_a_person_restarts_waits_for_the_person()
    {
        sandbox.Edit("desired.yaml", "      restart: rolling\n      window: nights\n", "      restart: manual\n");

        Assert.Contains("a person: restart edge on edge1.contoso.local", await RunAsync(6, "apply", "--auto-approve"), StringComparison.Ordinal);
        Assert.True(sandbox.Has("live/certificates/edge-external/certificate.pem"));
        await RunAsync(6, "apply", "--auto-approve");
    }

    private async Task<string> RunAsync(int code, params string[] args)
    {
        var run = await Run.Of(null, args, folder: sandbox.Folder, clock: clock);
        Assert.True(run.Code == code, $"Exit code {run.Code}, expected {code}.\n{run.Out}\n{run.Error}");
        return run.Out;
    }
}
