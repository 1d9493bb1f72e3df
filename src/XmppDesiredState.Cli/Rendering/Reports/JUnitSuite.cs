using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>
/// A report as JUnit XML, in what the schemas of Ant (windyroad) and Jenkins have in common. The first case is the run itself, so that no
/// suite is empty and whatever ends a command fails one; each item and each finding is a case of its own.
/// </summary>
internal static class JUnitSuite
{
    /// <summary>Of what a suite says beside its cases; the JSON has all.</summary>
    private const int MostLines = 2_000;

    public static string Render(Report report)
    {
        var command = SarifLog.Word(report.Command);
        var name = report.Deployment.Length == 0 ? $"xmppstate {command}" : $"xmppstate {command} {report.Deployment}";
        ImmutableArray<JUnitCase> cases = [JUnitCase.OfRun(report), .. report.Items.Select(JUnitCase.Of), .. report.Diagnostics.Select(FindingsReport.Item).Select(JUnitCase.Of)];
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, CheckCharacters = true }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            Write(xml, "name", name);
            Write(xml, "package", $"xmppstate.{command}");
            xml.WriteAttributeString("id", "0");
            // Ant's schema has times of the local clock only; a machine's name is nobody's business.
            xml.WriteAttributeString("timestamp", report.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
            xml.WriteAttributeString("hostname", "localhost");
            WriteNumber(xml, "tests", cases.Length);
            WriteNumber(xml, "failures", cases.Count(one => one.Outcome == JUnitOutcome.Failed));
            xml.WriteAttributeString("errors", "0");
            WriteNumber(xml, "skipped", cases.Count(one => one.Outcome == JUnitOutcome.Skipped));
            xml.WriteAttributeString("time", "0");
            WriteProperties(xml, report);
            foreach (var one in cases) one.WriteTo(xml, $"xmppstate.{command}");
            xml.WriteElementString("system-out", XmlSafe.Of(string.Join('\n', cases.Where(one => one.Outcome == JUnitOutcome.Passed).Select(one => one.Text).Take(MostLines))));
            xml.WriteElementString("system-err", "");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{text}\n";
    }

    private static void WriteProperties(XmlWriter xml, Report report)
    {
        xml.WriteStartElement("properties");
        WriteProperty("deployment", report.Deployment);
        WriteProperty("exitcode", report.ExitCode.ToString(CultureInfo.InvariantCulture));
        WriteProperty("complete", report.IsComplete ? "true" : "false");
        if (report.Commit is { } commit) WriteProperty("commit", commit);
        foreach (var count in report.Counts) WriteProperty(count.Name, count.Number.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();

        void WriteProperty(string name, string value)
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", name);
            Write(xml, "value", value);
            xml.WriteEndElement();
        }
    }

    private static void Write(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, XmlSafe.Of(value));

    private static void WriteNumber(XmlWriter xml, string name, int number) => xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));
}
