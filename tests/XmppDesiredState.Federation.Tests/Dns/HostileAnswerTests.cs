using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Federation.Tests.Dns;

/// <summary>Name servers that answer as they should not: each question ends, and none with an exception.</summary>
public sealed class HostileAnswerTests
{
    private static readonly byte[] Self = [0xc0, 12], Forward = [0xff, 0xff];

    /// <summary>
    /// What is answered to the question for SRV, and what is made of it. Where an answer seems to have been cut off the same is asked over TCP, as RFC 1035 has it, and nobody
    /// listens there.
    /// </summary>
    public static TheoryData<string, LookupOutcome> Answers() => new()
    {
        { "nothing", LookupOutcome.NoAnswer },
        { "one byte", LookupOutcome.NoAnswer },
        { "header alone", LookupOutcome.NotThere },
        { "servfail", LookupOutcome.Failed },
        { "refused", LookupOutcome.Failed },
        { "formerr", LookupOutcome.Failed },
        { "nxdomain", LookupOutcome.NotThere },
        { "no data", LookupOutcome.NotThere },
        { "alias of itself", LookupOutcome.Failed },
        { "two aliases in a circle", LookupOutcome.Failed },
        { "endless aliases", LookupOutcome.Failed },
        { "many aliases in one answer", LookupOutcome.Failed },
        { "pointer to itself", LookupOutcome.Failed },
        { "pointers in a circle", LookupOutcome.Failed },
        { "pointer beyond the end", LookupOutcome.NoAnswer },
        { "target that points to itself", LookupOutcome.Failed },
        { "record that is cut off", LookupOutcome.NoAnswer },
        { "content shorter than an SRV record", LookupOutcome.NoAnswer },
        { "content that claims 65535 bytes", LookupOutcome.NoAnswer },
        { "65535 records announced", LookupOutcome.NoAnswer },
        { "another id", LookupOutcome.Failed },
        { "records of another name", LookupOutcome.NotThere },
        { "noise", LookupOutcome.NoAnswer },
        { "labels of any bytes", LookupOutcome.Found },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Lookup_badAnswer_endsAndIsCalledByItsName(string scene, LookupOutcome outcome)
    {
        await using var server = new FakeResolver(question => question.Type == FakeResolver.Srv ? Play(scene, question) : question.Reply(0));
        using var resolver = new NameResolver(server.Endpoint, TimeSpan.FromSeconds(2), 16, TimeProvider.System);
        var lookup = new SrvLookup(resolver);

        var services = await lookup.RunAsync("fabrikam.test", TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(2, services.Length);
        Assert.All(services, service => Assert.Equal(outcome, service.Outcome));
        Assert.All(services.SelectMany(service => service.Targets), target => Assert.DoesNotContain(target.Target.Target, char.IsControl));
        // Each alias is one more question, and there is an end to them.
        Assert.InRange(server.Questions.Count, 1, 60);
    }

    private static byte[]? Play(string scene, FakeResolver.Question question) => scene switch
    {
        "nothing" => null,
        "one byte" => [1],
        "header alone" => [question.Message[0], question.Message[1], 0x81, 0x80, 0, 0, 0, 0, 0, 0, 0, 0],
        "servfail" => question.Reply(2),
        "refused" => question.Reply(5),
        "formerr" => question.Reply(1),
        "nxdomain" => question.Reply(3),
        "no data" => question.Reply(0),
        "alias of itself" => question.Reply(0, FakeResolver.Record(FakeResolver.Cname, Self)),
        "two aliases in a circle" => question.Reply(0, FakeResolver.Record(FakeResolver.Cname, FakeResolver.Name(question.Name.StartsWith("a.", StringComparison.Ordinal) ? "b.test" : "a.test"))),
        "endless aliases" => question.Reply(0, FakeResolver.Record(FakeResolver.Cname, FakeResolver.Name($"x{question.Name}"))),
        "many aliases in one answer" => question.Reply(0, [FakeResolver.Record(FakeResolver.Cname, FakeResolver.Name("a0.test")),
            .. Enumerable.Range(0, 40).Select(i => FakeResolver.Record(FakeResolver.Name($"a{i}.test"), FakeResolver.Cname, FakeResolver.Name($"a{i + 1}.test")))]),
        "pointer to itself" => question.Reply(0, 1, [0xc0, (byte)(question.Reply(0).Length), 0, 33, 0, 1, 0, 0, 0, 5, 0, 0]),
        "pointers in a circle" => question.Reply(0, 1, [0xc0, (byte)(question.Reply(0).Length + 2), 0xc0, (byte)question.Reply(0).Length, 0, 33, 0, 1, 0, 0, 0, 5, 0, 0]),
        "pointer beyond the end" => question.Reply(0, 1, [.. Forward, 0, 33, 0, 1, 0, 0, 0, 5, 0, 0]),
        "target that points to itself" => question.Reply(0, FakeResolver.Record(FakeResolver.Srv, [0, 0, 0, 0, 20, 149, 0xc0, (byte)(question.Reply(0).Length + 18)])),
        "record that is cut off" => question.Reply(0, 1, [0xc0, 12, 0, 33, 0]),
        "content shorter than an SRV record" => question.Reply(0, FakeResolver.Record(FakeResolver.Srv, [0, 0, 0])),
        "content that claims 65535 bytes" => question.Reply(0, 1, [0xc0, 12, 0, 33, 0, 1, 0, 0, 0, 5, 0xff, 0xff, 0, 0]),
        "65535 records announced" => question.Reply(0, 65535, FakeResolver.Record(FakeResolver.Cname, FakeResolver.Name("a.test"))),
        "another id" => [(byte)(question.Message[0] ^ 1), .. question.Reply(0)[1..]],
        "records of another name" => question.Reply(0, FakeResolver.Record(FakeResolver.Name("evil.test"), FakeResolver.Srv, [0, 0, 0, 0, 20, 149, .. FakeResolver.Name("evil.test")])),
        "noise" => [question.Message[0], question.Message[1], .. Enumerable.Range(0, 400).Select(i => (byte)(i * 37))],
        "labels of any bytes" => question.Reply(0, FakeResolver.SrvOf(0, 0, 5269, "a\u001b[31m\u0007.\u00ff\u0080.te st")),
        _ => throw new ArgumentOutOfRangeException(nameof(scene), scene, null),
    };
}
