using System.Xml;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>One case of a suite.</summary>
/// <param name="Text">What it says, of a case that passed too.</param>
internal sealed record JUnitCase(string Class, string Name, JUnitOutcome Outcome, string Text)
{
    public static JUnitCase OfRun(Report report) => new("run", SarifLog.Word(report.Command), report.Succeeded ? JUnitOutcome.Passed : JUnitOutcome.Failed, $"{report.Closing} Exit code {report.ExitCode}.");

    public static JUnitCase Of(ReportItem item) => new(item.Class, item.Class is "error" or "warning" or "note" ? $"{item.Code} {item.Address}".Trim() : item.Address, OutcomeOf(item), ReportText.Of(item));

    public void WriteTo(XmlWriter xml, string package)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", XmlSafe.Of(Name));
        xml.WriteAttributeString("classname", $"{package}.{Class}");
        xml.WriteAttributeString("time", "0");
        if (Outcome == JUnitOutcome.Failed)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", XmlSafe.Of(Text.Split('\n', 2)[0]));
            xml.WriteAttributeString("type", Class);
            xml.WriteString(XmlSafe.Of(Text));
            xml.WriteEndElement();
        }
        else if (Outcome == JUnitOutcome.Skipped)
        {
            xml.WriteElementString("skipped", XmlSafe.Of(Text));
        }

        xml.WriteEndElement();
    }

    private static JUnitOutcome OutcomeOf(ReportItem item)
    {
        if (item.Level == ReportLevel.Error) return JUnitOutcome.Failed;
        return item.Class is "cannot_tell" or "refused" || item.State is "blocked" or "waiting" || item.State?.StartsWith("muted", StringComparison.Ordinal) == true ? JUnitOutcome.Skipped : JUnitOutcome.Passed;
    }
}
