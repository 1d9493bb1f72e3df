using System.Text.Json;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>Drift over the story of <c>examples/quickstart</c>: what somebody does by hand, what nobody applied, and what cannot be told.</summary>
public sealed class DriftEndToEndSpecs : IDisposable
{
    private readonly Sandbox sandbox = Sandbox.Of("quickstart");

    [Fact]
    public async Task I_can_follow_a_live_edit_and_a_merged_file_until_there_is_no_drift()
    {
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        (await sandbox.RunAsync("drift")).Ended(0).Says("No drift. The live systems are as the files say.");

        sandbox.Edit("live/partner/fabrikam.com.yaml", "negotiation: sasl-over-tls", "negotiation: sasl-or-tls-dialback");
        var drift = (await sandbox.RunAsync("drift")).Ended(2).Says("changed by somebody").Says("~ negotiation  sasl-over-tls → sasl-or-tls-dialback").Says("weakens negotiation").Says("Drift: 1 drifted.");
        (await sandbox.RunAsync("drift", "--fail-on", "none")).Ended(0).Never("No drift");

        sandbox.Edit("desired.yaml", "partnerConnectionLimit: 20", "partnerConnectionLimit: 25");
        (await sandbox.RunAsync("drift")).Ended(2).Says("Drift: 1 drifted, 1 pending.");

        // The command that it prints puts it back, and leaves alone what is pending.
        var command = drift.Out.Split('\n').Single(line => line.Contains("put it back:", StringComparison.Ordinal)).Split("xmppstate ")[1];
        (await sandbox.RunAsync([.. command.Split(' '), "--auto-approve"])).Ended(0).Says("0 added, 1 changed, 0 destroyed.");
        (await sandbox.RunAsync("drift")).Ended(0).Says("No drift. Also: 1 pending.");
        (await sandbox.RunAsync("drift", "--fail-on", "pending")).Ended(2);
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        (await sandbox.RunAsync("drift", "--fail-on", "drift,pending,unlisted,expiring,waiting,overdue")).Ended(0).Says("No drift.");
    }

    [Fact]
    public async Task I_can_accept_what_somebody_did_with_the_text_that_it_prints()
    {
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        sandbox.Edit("live/partner/fabrikam.com.yaml", "negotiation: sasl-over-tls", "negotiation: sasl-or-tls-dialback");
        sandbox.Write("live/partner/byhand.example.yaml", "type: PublicVerified\nnegotiation: tls-dialback\ndescription: \"it's: ${here}\"\n");
        using var found = JsonDocument.Parse((await sandbox.RunAsync("drift", "--format", "json")).Ended(2).Out);
        string Way(string address, string title) => found.RootElement.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("address").GetString() == address).GetProperty("ways_out").EnumerateArray()
            .Single(way => way.GetProperty("title").GetString() == title).GetProperty("text").GetString()!;

        sandbox.Edit("desired.yaml", "      negotiation: sasl-over-tls\n", Indented(Way("partner/fabrikam.com@gateway", "accept it"), 6));
        sandbox.Edit("desired.yaml", "    - domain: tailspintoys.com\n", Indented(Way("partner/byhand.example@gateway", "accept it"), 4) + "    - domain: tailspintoys.com\n");

        (await sandbox.RunAsync("validate")).Ended(0);
        (await sandbox.RunAsync("drift", "--fail-on", "drift,pending,unlisted")).Ended(0).Says("No drift. The live systems are as the files say.");
        (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(0);
    }

    [Fact]
    public async Task I_can_expect_a_change_until_its_day_and_am_warned_afterwards()
    {
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        sandbox.Edit("live/partner/fabrikam.com.yaml", "connectionLimit: 20", "connectionLimit: 40");
        using var found = JsonDocument.Parse((await sandbox.RunAsync("drift", "--format", "json")).Ended(2).Out);
        var ignore = found.RootElement.GetProperty("items")[0].GetProperty("ways_out").EnumerateArray().Single(way => way.GetProperty("title").GetString() == "expect it").GetProperty("text").GetString()!;
        var file = sandbox.Read("desired.yaml");

        sandbox.Write("desired.yaml", file + "\n" + ignore);
        (await sandbox.RunAsync("drift")).Ended(0).Says("No drift. Also: 1 acknowledged.").Says("say why, until ");

        sandbox.Write("desired.yaml", file + "\ndrift: { ignore: [ { address: \"partner/*\", attribute: connectionLimit, reason: edited by helpdesk, until: 2020-01-31 }, { address: partner/gone.example, reason: gone } ] }\n");
        (await sandbox.RunAsync("drift")).Ended(2).Says("ran out on 2020-01-31").Says("--> desired.yaml:").Says("XDS6704");
    }

    [Fact]
    public async Task A_failed_read_is_neither_drift_nor_none()
    {
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        File.Delete(sandbox.PathOf("zones/contoso.com.zone"));
        sandbox.Edit("live/partner/fabrikam.com.yaml", "connectionLimit: 20", "connectionLimit: 40");
        foreach (var format in (string[])["text", "json", "markdown"])
            (await sandbox.RunAsync("drift", "--format", format, "--fail-on", "none")).Ended(1).Never("No drift").Says("connectionLimit");
        Directory.Delete(sandbox.PathOf("live"), recursive: true);
        sandbox.Write("live", "a file where the folder should be");
        (await sandbox.RunAsync("drift")).Ended(1).Never("No drift").Says("1 drifted in what could be read; the rest is unknown.").Says("6 kinds");
    }

    [Fact]
    public async Task Damaged_is_the_record_of_what_was_applied_and_nothing_is_told()
    {
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        sandbox.Write(".xmppstate/last-applied.json", "{");
        (await sandbox.RunAsync("drift")).Ended(1).Says("XDS8003").Never("No drift");
    }

    [Fact]
    public async Task Nothing_at_all_is_written()
    {
        var before = Everything();
        (await sandbox.RunAsync("drift", "--log-level", "debug")).Ended(0).Says("XDS6703").Never("No drift");
        Assert.Equal(before, Everything());
        Assert.False(Directory.Exists(sandbox.PathOf(".xmppstate")));

        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        sandbox.Write("live/partner/byhand.example.yaml", "type: PublicVerified\n");
        File.Delete(sandbox.PathOf("live/partner/tailspintoys.com.yaml"));
        before = Everything();
        foreach (var format in (string[])["text", "json", "markdown"]) (await sandbox.RunAsync("drift", "--format", format, "--lock-timeout", "1s")).Ended(2);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task While_an_apply_is_under_way_it_is_not_checked_and_I_am_told_who_is_at_it()
    {
        // The only step that writes is the zone's, and its check waits until the test lets it go on, so that nobody writes meanwhile. Touching
        // the file that says so would write twice: a file that is there, and then its time.
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        sandbox.Write("wait.sh", "cd \"$(dirname \"$0\")\"; : > started; n=0\nwhile [ ! -e go ] && [ $n -lt 2000 ]; do sleep 0.05; n=$((n+1)); done\n");
        sandbox.Edit("desired.yaml", "zones: { contoso.com: zones/contoso.com.zone }", "zones: { contoso.com: zones/contoso.com.zone }, check: [sh, " + sandbox.PathOf("wait.sh").Replace('\\', '/') + "]");
        sandbox.Edit("desired.yaml", "ttl: 1h", "ttl: 30m");
        using var first = Tool.Start(sandbox.Folder, ["apply", "--auto-approve"]);
        await first.WaitUntilAsync(() => sandbox.Has("started"));
        var before = Everything();

        foreach (var format in (string[])["text", "json", "markdown"])
            (await sandbox.RunAsync("drift", "--format", format)).Ended(5).Says("Not checked").Says($"process {first.Id}").Says(Environment.UserName).Never("No drift");
        (await sandbox.RunAsync("drift", "--lock-timeout", "1s")).Ended(5).Says("Waiting for the lock");
        Assert.Equal(before, Everything());

        using var second = Tool.Start(sandbox.Folder, ["drift", "--lock-timeout", "60s"]);
        await second.WaitUntilAsync(() => second.ErrorLines > 0);
        sandbox.Write("go", "");
        (await first.EndAsync()).Ended(0);
        (await second.EndAsync()).Ended(0).Says("No drift.");
    }

    [Fact]
    public async Task What_a_killed_apply_left_of_its_lock_holds_nobody_up()
    {
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        sandbox.Write(".xmppstate/lock.json", "{ half");
        (await sandbox.RunAsync("drift")).Ended(0).Says("No drift.");
        Assert.Equal("{ half", sandbox.Read(".xmppstate/lock.json"));
    }

    [Fact]
    public async Task A_certificate_that_somebody_replaced_is_drift_and_one_that_gets_a_name_is_pending()
    {
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        var before = sandbox.Snapshot("live/certificates").Where(file => !file.Key.Contains("/last/", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, before.Count);
        sandbox.Edit("desired.yaml", "additional: [webcon.contoso.com]", "additional: [webcon.contoso.com, chat.contoso.com]");
        (await sandbox.RunAsync("drift")).Ended(0).Says("+ covers  chat.contoso.com").Says("2 pending");
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);

        // The one before, which lacks the name, in its place again.
        foreach (var (file, content) in before) sandbox.Write(file, Convert.FromBase64String(content));
        (await sandbox.RunAsync("drift")).Ended(2).Says("not the certificate that was applied");
    }

    public void Dispose() => sandbox.Dispose();

    private static string Indented(string text, int by) => string.Concat(text.TrimEnd('\n').Split('\n').Select(line => $"{new string(' ', by)}{line}\n"));

    // The lock files too, and when each was written last.
    private string Everything() => string.Join('\n', Directory.EnumerateFileSystemEntries(sandbox.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O} {(Path.GetFileName(path) is "lock" || Directory.Exists(path) ? "" : Convert.ToBase64String(File.ReadAllBytes(path)))}"));
}
