using System.Text.Json.Nodes;
using XmppDesiredState.ArmEndpoint;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.AzureDns.Tests.AzureDns;

public sealed class AzureDnsWriteTests
{
    [Fact]
    public async Task A_create_demands_that_nothing_is_there()
    {
        await using var bench = await AzureBench.StartAsync();

        Assert.Equal(StepResult.Applied, (await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()))).Result);

        var sent = Assert.Single(bench.Server.Requests);
        Assert.Equal(("PUT", "*", ""), (sent.Method, sent.IfNoneMatch, sent.IfMatch));
        Assert.EndsWith("/dnsZones/contoso.com/SRV/_xmpp-server._tcp", sent.Path, StringComparison.Ordinal);
        Assert.Equal("?api-version=2018-05-01", sent.Query);
        Assert.Equal("""{"properties":{"TTL":3600,"SRVRecords":[{"priority":0,"weight":0,"port":5269,"target":"access.contoso.com"}]}}""", sent.Body);
    }

    [Fact]
    public async Task An_update_is_one_conditional_request_that_keeps_metadata_and_what_is_not_managed()
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Zone.Put(AzureBench.Name, AzureBench.Properties(ttl: 77, metadata: """{"owner":"ops","ticket":"42"}"""));
        var before = await bench.ObserveOneAsync();

        Assert.Equal(StepResult.Applied, (await bench.RunAsync(AzureBench.Update(before, AzureBench.Wanted(priority: 9).Without(SrvRecord.Ttl)))).Result);

        var sent = Assert.Single(bench.Writes);
        Assert.Equal($"\"{before.Version}\"", sent.IfMatch);
        Assert.Equal(2, bench.Server.Requests.Count);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(AzureBench.Properties(priority: 9, ttl: 77, metadata: """{"owner":"ops","ticket":"42"}""")), bench.Zone[AzureBench.Name]!.Properties));
    }

    [Fact]
    public async Task Metadata_that_changed_meanwhile_is_kept_and_no_conflict()
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Zone.Put(AzureBench.Name, AzureBench.Properties(metadata: """{"owner":"ops"}"""));
        var before = await bench.ObserveOneAsync();
        bench.Zone.Put(AzureBench.Name, AzureBench.Properties(metadata: """{"owner":"network"}"""));

        Assert.Equal(StepResult.Applied, (await bench.RunAsync(AzureBench.Update(before, AzureBench.Wanted(priority: 9)))).Result);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(AzureBench.Properties(priority: 9, metadata: """{"owner":"network"}""")), bench.Zone[AzureBench.Name]!.Properties));
    }

    [Fact]
    public async Task Somebody_who_writes_all_the_time_is_a_conflict_in_the_end()
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Zone.Put(AzureBench.Name, AzureBench.Properties());
        var before = await bench.ObserveOneAsync();
        for (var round = 0; round < 10; round++) bench.Server.Next(Fault.First("PUT", () => bench.Zone.Put(AzureBench.Name, AzureBench.Properties())));

        var outcome = await bench.RunAsync(AzureBench.Update(before, AzureBench.Wanted(priority: 9)));

        Assert.Equal((StepResult.Conflict, "XDS9960"), (outcome.Result, outcome.Diagnostic?.Code));
        Assert.Equal(3, bench.Writes.Count());
    }

    [Fact]
    public async Task Changed_between_plan_and_apply_is_a_conflict_for_that_one_only()
    {
        await using var bench = await AzureBench.StartAsync();
        for (var number = 1; number <= 50; number++) bench.Zone.Put($"{AzureBench.Name}.d{number}", AzureBench.Properties());
        var seen = (await bench.ObserveAsync()).Resources;
        bench.Zone.Put($"{AzureBench.Name}.d7", AzureBench.Properties(priority: 77));

        var outcomes = await bench.RunAsync([.. seen.Select((before, index) => AzureBench.Update(before, AzureBench.Wanted(before.Resource.Id.Name, 9)) with { Id = index })]);

        Assert.Equal(49, outcomes.Count(outcome => outcome.Result == StepResult.Applied));
        var conflict = Assert.Single(outcomes, outcome => outcome.Result == StepResult.Conflict);
        Assert.Equal("_xmpp-server._tcp.d7.contoso.com", seen[conflict.Step].Resource.Id.Name);
        Assert.Equal(77, (int)bench.Zone[$"{AzureBench.Name}.d7"]!.Properties["SRVRecords"]![0]!["priority"]!);
    }

    [Fact]
    public async Task A_delete_of_what_has_gone_meanwhile_is_AlreadyThere()
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Zone.Put(AzureBench.Name, AzureBench.Properties());
        var before = await bench.ObserveOneAsync();
        bench.Zone.Remove(AzureBench.Name);

        Assert.Equal(StepResult.AlreadyThere, (await bench.RunAsync(AzureBench.Delete(before))).Result);
        Assert.Equal($"\"{before.Version}\"", Assert.Single(bench.Writes).IfMatch);
    }

    [Fact]
    public async Task An_update_of_what_has_gone_meanwhile_is_a_conflict()
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Zone.Put(AzureBench.Name, AzureBench.Properties());
        var before = await bench.ObserveOneAsync();
        bench.Zone.Remove(AzureBench.Name);

        Assert.Equal(StepResult.Conflict, (await bench.RunAsync(AzureBench.Update(before, AzureBench.Wanted(priority: 9)))).Result);
        Assert.Equal(0, bench.Zone.Count);
    }

    [Theory]
    [InlineData(400, "XDS9959")]
    [InlineData(401, "XDS9955")]
    [InlineData(403, "XDS9956")]
    [InlineData(404, "XDS9957")]
    [InlineData(409, "XDS9958")]
    [InlineData(422, "XDS9959")]
    public async Task A_refusal_is_not_done_with_a_code_and_sent_once(int status, string code)
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Server.Next(Fault.Error("PUT", status, "SomeCode", "Some words."));

        var outcome = await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()));

        Assert.Equal((StepResult.NotDone, code, null), (outcome.Result, outcome.Diagnostic?.Code, outcome.RetryAfter));
        Assert.Contains("SomeCode: Some words", outcome.Diagnostic!.Summary, StringComparison.Ordinal);
        Assert.Single(bench.Writes);
    }

    [Fact]
    public async Task The_message_of_a_403_names_the_rights_to_grant()
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Server.Next(Fault.Error("PUT", 403, "AuthorizationFailed", "No."));

        var outcome = await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()));

        Assert.Contains("SRV/write", outcome.Diagnostic!.Fix, StringComparison.Ordinal);
        Assert.Contains("DNS Zone Contributor", outcome.Diagnostic.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(302)]
    [InlineData(202)]
    public async Task A_server_error_is_unknown_and_the_write_is_sent_once(int status)
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Server.Next(Fault.Answer("PUT", status));

        var outcome = await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()));

        Assert.Equal((StepResult.Unknown, "XDS9962"), (outcome.Result, outcome.Diagnostic?.Code));
        Assert.Single(bench.Writes);
    }

    [Theory]
    [InlineData("PUT", true)]
    [InlineData("PUT", false)]
    [InlineData("DELETE", true)]
    [InlineData("DELETE", false)]
    public async Task A_dropped_answer_is_unknown_and_the_write_is_sent_once(string method, bool done)
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Zone.Put(AzureBench.Name, AzureBench.Properties());
        var before = await bench.ObserveOneAsync();
        bench.Server.Next(done ? Fault.DropAfter(method) : Fault.DropBefore(method));

        var outcome = await bench.RunAsync(method == "PUT" ? AzureBench.Update(before, AzureBench.Wanted(priority: 9)) : AzureBench.Delete(before));

        Assert.Equal((StepResult.Unknown, "XDS9962"), (outcome.Result, outcome.Diagnostic?.Code));
        Assert.Single(bench.Writes);
        Assert.Equal(done, bench.Zone[AzureBench.Name]?.ETag != before.Version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"name":"_xmpp-server._tcp","etag":"1","properties":{"TTL":60,"SRVRecords":[]}}""")]
    public async Task An_answer_that_does_not_say_what_was_asked_for_is_unknown(string body)
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Server.Next(Fault.Answer("PUT", 201, body));

        Assert.Equal(StepResult.Unknown, (await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()))).Result);
    }

    [Fact]
    public async Task A_precondition_that_fails_after_the_set_is_gone_again_is_tried_once_more()
    {
        await using var bench = await AzureBench.StartAsync();
        bench.Server.Next(Fault.Answer("PUT", 412, """{"code":"PreconditionFailed","message":"etag"}"""));

        Assert.Equal(StepResult.Applied, (await bench.RunAsync(AzureBench.Create(AzureBench.Wanted()))).Result);
        Assert.Equal(2, bench.Writes.Count());
    }

    [Fact]
    public async Task Stopped_in_the_middle_of_a_write_it_is_unknown()
    {
        await using var bench = await AzureBench.StartAsync();
        using var stop = new CancellationTokenSource();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Server.Next(Fault.Silence("PUT", reached));

        var running = bench.RunAsync([AzureBench.Create(AzureBench.Wanted())], stop.Token);
        await reached.Task;
        await stop.CancelAsync();

        Assert.Equal(StepResult.Unknown, Assert.Single(await running).Result);
    }

    [Fact]
    public async Task What_it_cannot_hold_is_refused_without_a_request()
    {
        await using var bench = await AzureBench.StartAsync();

        var outcomes = await bench.RunAsync([AzureBench.Create(AzureBench.Wanted("_xmpp-client._tcp.contoso.com")), AzureBench.Create(AzureBench.Wanted("_xmpp-server._tcp.other.example"), 2)]);

        Assert.Equal(["XDS9967", "XDS9952"], outcomes.OrderBy(outcome => outcome.Step).Select(outcome => outcome.Diagnostic?.Code));
        Assert.All(outcomes, outcome => Assert.Equal(StepResult.NotDone, outcome.Result));
        Assert.Empty(bench.Server.Requests);
    }
}
