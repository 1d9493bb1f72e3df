using System.Buffers.Binary;
using System.Net;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;
using XmppDesiredState.Servers;
using static XmppDesiredState.Providers.Tests.Rfc2136.DnsBench;

namespace XmppDesiredState.Providers.Tests.Rfc2136;

/// <summary>Between us and the server stands something that answers wrongly, or the server goes away.</summary>
public sealed class Rfc2136HostileTests(NamedFixture bind) : IClassFixture<NamedFixture>
{
    private static readonly byte[] Nothing = [];

    // An update's answer as anybody can write it: the question's id, a response, NOERROR, no signature.
    private static byte[] Unsigned(byte[] question, int code = 0)
    {
        var answer = new byte[12];
        question.AsSpan(0, 2).CopyTo(answer);
        (answer[2], answer[3]) = ((byte)(question[2] | 0x84), (byte)code);
        return answer;
    }

    public static TheoryData<string> Tricks => ["unsigned", "unsigned refusal", "truncated", "garbage", "empty", "other id", "bit", "code", "silence", "hang up", "question back"];

    private static byte[]? Spoil(string trick, byte[] question, byte[] answer)
    {
        switch (trick)
        {
            case "unsigned": return Unsigned(question);
            case "unsigned refusal": return Unsigned(question, 5);
            case "truncated": return answer[..^7];
            case "garbage": return [.. Enumerable.Range(0, 300).Select(number => (byte)(number * 7))];
            case "empty": return [0];
            case "other id": answer[0] ^= 1; return answer;
            case "bit": answer[^10] ^= 1; return answer;
            case "code": answer[3] ^= 8; return answer;
            case "silence": return Nothing;
            case "question back": return question;
            default: return null;
        }
    }

    private static string CodeOf(string trick) => trick switch
    {
        "unsigned" or "unsigned refusal" => "XDS9904",
        "silence" or "hang up" => "XDS9902",
        "bit" or "code" => "XDS9905",
        _ => "XDS9903",
    };

    [Theory, MemberData(nameof(Tricks))]
    public async Task Execute_AnswerSpoiled_IsUnknownAndConverges(string trick)
    {
        var zone = bind.NextZone();
        await using var middle = FakeNameServer.Before(bind.Server.Endpoint, (question, answer) => Spoil(trick, question, answer));
        await using IProvider spoiled = Provider(middle.Endpoint, zone, bind.Server.Key, timeout: "1s"), direct = Provider(bind.Server.Endpoint, zone, bind.Server.Key);
        Resource[] desired = [.. Enumerable.Range(1, 600).Select(number => Srv(Owner(zone, number), 60, A))];
        var outcomes = await ExecuteAsync(spoiled, await PlanAsync(direct, desired));
        Assert.DoesNotContain(outcomes, outcome => outcome.Result is not (StepResult.Unknown or StepResult.NotDone));
        Assert.Equal(StepResult.Unknown, outcomes[0].Result);
        Assert.All(outcomes, outcome => Assert.Equal(CodeOf(trick), outcome.Diagnostic!.Code));
        // One message was sent, and the rest kept back.
        Assert.Single(middle.Questions);
        Assert.Contains(outcomes, outcome => outcome is { Result: StepResult.NotDone, RetryAfter: not null });
        var live = await ObserveAsync(direct);
        Assert.Equal(outcomes.Count(outcome => outcome.Result == StepResult.Unknown), live.Resources.Length);
        await ConvergeAsync(direct, desired);
    }

    [Theory, MemberData(nameof(Tricks))]
    public async Task Observe_AnswerSpoiled_IsUnknown(string trick)
    {
        var zone = bind.NextZone();
        await using var middle = FakeNameServer.Before(bind.Server.Endpoint, (question, answer) => Spoil(trick, question, answer));
        Assert.Equal(CodeOf(trick), await CodeOfReadAsync(Provider(middle.Endpoint, zone, bind.Server.Key, timeout: "1s"), Owner(zone, 1)));
    }

    [Fact]
    public async Task Execute_AnswerReplayed_IsNotBelieved()
    {
        var zone = bind.NextZone();
        byte[]? recorded = null;
        await using var middle = new FakeNameServer(async question =>
        {
            recorded ??= await FakeNameServer.AskAsync(bind.Server.Endpoint, question);
            question.AsSpan(0, 2).CopyTo(recorded);
            return recorded;
        });
        await using IProvider replayed = Provider(middle.Endpoint, zone, bind.Server.Key), direct = Provider(bind.Server.Endpoint, zone, bind.Server.Key);
        Assert.Equal(StepResult.Applied, (await ExecuteAsync(replayed, await PlanAsync(direct, Srv(Owner(zone, 1), 60, A))))[0].Result);
        var outcome = (await ExecuteAsync(replayed, new Step(1, "dns", new ResourceId(SrvRecord.Kind, Owner(zone, 2)), null, Operation.Create, null, Srv(Owner(zone, 2), 60, A))))[0];
        Assert.Equal((StepResult.Unknown, "XDS9905"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Single((await ObserveAsync(direct)).Resources);
    }

    [Fact]
    public async Task Execute_ServerKilledInMidBatch_ConvergesWithTheNext()
    {
        var zones = new DnsZone("killed.test");
        await using var second = await NamedServer.StartAsync(zones);
        var count = 0;
        await using var middle = new FakeNameServer(async question =>
        {
            // The third message reaches the server, and its answer nobody.
            var answer = await FakeNameServer.AskAsync(second.Endpoint, question);
            return Interlocked.Increment(ref count) == 3 ? null : answer;
        });
        await using IProvider broken = Provider(middle.Endpoint, "killed.test", second.Key, timeout: "2s"), direct = Provider(second.Endpoint, "killed.test", second.Key);
        Resource[] desired = [.. Enumerable.Range(1, 1500).Select(number => Srv(Owner("killed.test", number), 60, A))];
        var outcomes = await ExecuteAsync(broken, await PlanAsync(direct, desired));
        Assert.Equal([StepResult.Applied, StepResult.NotDone, StepResult.Unknown], outcomes.Select(outcome => outcome.Result).Distinct().OrderBy(result => result.ToString(), StringComparer.Ordinal));
        var live = (await ObserveAsync(direct)).Resources.Length;
        Assert.Equal(outcomes.Count(outcome => outcome.Result is StepResult.Applied or StepResult.Unknown), live);
        await ConvergeAsync(direct, desired);
    }

    [Fact]
    public async Task Execute_ManySets_HandsOnWhatIsKnownWhileTheNextMessageIsUnderWay()
    {
        var zone = bind.NextZone();
        var (second, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var middle = Holding(second, release);
        await using IProvider held = Provider(middle.Endpoint, zone, bind.Server.Key, timeout: "30s"), direct = Provider(bind.Server.Endpoint, zone, bind.Server.Key);
        Resource[] desired = [.. Enumerable.Range(1, 600).Select(number => Srv(Owner(zone, number), 60, A))];
        var outcomes = new List<StepOutcome>();
        await foreach (var outcome in held.ExecuteAsync(await PlanAsync(direct, desired), TestContext.Current.CancellationToken))
        {
            if (outcomes.Count == 0)
            {
                // The second message is on its way before anybody asks for more than the first outcome, and its answer is not awaited to give that.
                await second.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
                release.SetResult();
            }

            outcomes.Add(outcome);
        }

        Assert.Equal(Enumerable.Range(1, 600), outcomes.Select(outcome => outcome.Step));
        Assert.All(outcomes, outcome => Assert.Equal(StepResult.Applied, outcome.Result));
    }

    [Fact]
    public async Task Execute_GivenUpBetweenMessages_WaitsForTheOneUnderWay()
    {
        var zone = bind.NextZone();
        var (second, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var middle = Holding(second, release);
        await using IProvider held = Provider(middle.Endpoint, zone, bind.Server.Key, timeout: "30s"), direct = Provider(bind.Server.Endpoint, zone, bind.Server.Key);
        Resource[] desired = [.. Enumerable.Range(1, 600).Select(number => Srv(Owner(zone, number), 60, A))];
        var outcomes = held.ExecuteAsync(await PlanAsync(direct, desired), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await outcomes.MoveNextAsync());

        var disposing = outcomes.DisposeAsync().AsTask();
        await second.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.False(disposing.IsCompleted);
        release.SetResult();
        await disposing;

        Assert.Equal(2, middle.Questions.Count);
        Assert.InRange((await ObserveAsync(direct)).Resources.Length, 301, 600);
        await ConvergeAsync(direct, desired);
    }

    // Keeps the answer to the second message until it is released.
    private FakeNameServer Holding(TaskCompletionSource second, TaskCompletionSource release)
    {
        var count = 0;
        return new FakeNameServer(async question =>
        {
            var answer = await FakeNameServer.AskAsync(bind.Server.Endpoint, question);
            if (Interlocked.Increment(ref count) != 2) return answer;
            second.SetResult();
            await release.Task;
            return answer;
        });
    }

    [Fact]
    public async Task Server_NotThere_IsNotDoneAndMayBeTriedAgain()
    {
        var provider = Provider(new IPEndPoint(IPAddress.Loopback, 1), "a.test", bind.Server.Key);
        Assert.Equal("XDS9901", await CodeOfReadAsync(provider));
        var outcome = (await ExecuteAsync(provider, new Step(1, "dns", new ResourceId(SrvRecord.Kind, Owner("a.test", 2)), null, Operation.Create, null, Srv(Owner("a.test", 2), 60, A))))[0];
        Assert.Equal((StepResult.NotDone, "XDS9901", true), (outcome.Result, outcome.Diagnostic!.Code, outcome.RetryAfter is not null));
    }

    [Fact]
    public async Task Transfer_CutBehindItsFirstMessage_IsUnknown()
    {
        var zone = bind.NextZone();
        await using var direct = Provider(bind.Server.Endpoint, zone, bind.Server.Key);
        await ConvergeAsync(direct, [.. Enumerable.Range(1, 1000).Select(number => Srv(Owner(zone, number), 60, A))]);
        await using var middle = FakeNameServer.Before(bind.Server.Endpoint, (_, answer) => answer);
        Assert.Equal("XDS9902", await CodeOfReadAsync(Provider(middle.Endpoint, zone, bind.Server.Key, timeout: "1s")));
    }

    [Fact]
    public async Task Question_OfAnUpdate_HoldsNoSecret()
    {
        await using var middle = new FakeNameServer(_ => Task.FromResult<byte[]?>(null));
        var provider = Provider(middle.Endpoint, "a.test", bind.Server.Key);
        await ExecuteAsync(provider, new Step(1, "dns", new ResourceId(SrvRecord.Kind, Owner("a.test", 2)), null, Operation.Create, null, Srv(Owner("a.test", 2), 60, A)));
        var question = Assert.Single(middle.Questions);
        Assert.Equal(-1, question.AsSpan().IndexOf(Convert.FromBase64String(bind.Server.Key.Secret)));
        Assert.Equal(5 << 11, BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(2)));
    }
}
