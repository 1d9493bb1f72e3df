using System.Text;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Verdicts for people at a terminal: one block a domain, riskier ones first.</summary>
internal sealed class VerifyText
{
    /// <summary>More would not be read; JSON has all.</summary>
    public const int Most = 200;

    private const int Label = 10;

    private readonly StringBuilder text = new();
    private readonly Ink ink;

    // Of the domain being written: what holds for both directions has one fix.
    private readonly HashSet<VerifyFinding> told = [];

    private VerifyText(Ink ink) => this.ink = ink;

    public static string Render(VerifyResult result, Ink ink)
    {
        var rendering = new VerifyText(ink);
        foreach (var domain in result.Domains.Take(Most)) rendering.Write(domain);
        if (result.Domains.Length > Most) rendering.text.Append($"  {result.Domains.Length - Most} more domains; --format json has all of them.\n\n");
        foreach (var domain in result.Domains.Where(domain => domain.Item is not null).Take(Most)) rendering.WriteItem(domain);
        new DiagnosticText(SourceTexts.None, ink).Write(rendering.text, result.Diagnostics);
        return rendering.text.Append(ink.Bold(result.Summary.ToString())).Append('\n').ToString();
    }

    private void Write(VerifiedDomain domain)
    {
        var (verdict, past) = (domain.Verdict, VerifyWords.Of(domain.Past));
        told.Clear();
        text.Append($"  {ink.Bold($"# {domain.Peer.Domain}")}     {Printable.Short(VerifyWords.Of(domain))}\n");
        text.Append($"  {Sign(domain.Kind)} {VerifyWords.Of(domain.Kind)}{(past is null ? "" : $"     {ink.Careful(past)}")}\n");
        Write(domain.Peer.IsOurs ? "to us" : "to them", verdict.Outgoing);
        if (verdict.Incoming is { } incoming) Write("from them", incoming);
        foreach (var also in verdict.Also) WriteFinding("also", also);
        var label = "seen";
        foreach (var line in SightingText.Lines(verdict.Seen))
        {
            WriteRow(label, ink.Faint(line));
            label = "";
        }

        text.Append('\n');
    }

    private void Write(string label, DirectionVerdict direction)
    {
        WriteRow(label, $"{VerifyWords.Of(direction)}.");
        var deciding = direction.Kind == VerdictKind.Works ? [] : VerifyWords.Deciding(direction);
        foreach (var finding in deciding.Where(told.Add)) WriteFix(finding);
        foreach (var finding in direction.Findings.Except(deciding).Where(told.Add)) WriteFinding("", finding);
    }

    private void WriteFinding(string label, VerifyFinding finding)
    {
        WriteRow(label, Printable.Short(finding.Why.Summary, 1000));
        WriteFix(finding);
    }

    private void WriteFix(VerifyFinding finding) =>
        WriteRow("", $"  {ink.Hint($"fix, {VerifyWords.Of(finding.Side)}:")} {Printable.Short(finding.Why.Fix, 1000)} [{finding.Why.Code}]");

    private void WriteItem(VerifiedDomain domain) =>
        text.Append($"  To federate with {domain.Peer.Domain}, add this to the list of partners:\n\n{domain.Item}\n");

    private void WriteRow(string label, string content) => text.Append($"      {label.PadRight(Label)} {content}\n");

    private string Sign(VerdictKind kind) => kind switch
    {
        VerdictKind.Works => ink.Good("+"),
        VerdictKind.CannotWork => ink.Bad("!"),
        _ => ink.Careful("?"),
    };
}
