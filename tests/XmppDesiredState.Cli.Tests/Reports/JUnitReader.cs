using System.Runtime.CompilerServices;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace XmppDesiredState.Cli.Tests.Reports;

/// <summary>
/// JUnit XML, read strictly: against the schema of Jenkins' xUnit plugin (<c>jenkins-junit.xsd</c>, MIT, the notice stands in it), and for what
/// Ant's schema asks for beyond that one: more attributes, both streams, a time without a zone, one outcome a case.
/// </summary>
internal static class JUnitReader
{
    private static readonly XmlSchemaSet Schemas = Load();

    /// <summary>The one suite.</summary>
    public static XElement Read(string text)
    {
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = Schemas, DtdProcessing = DtdProcessing.Prohibit };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, problem) => Assert.Fail($"{problem.Exception.LineNumber}: {problem.Message}\n{text}");
        using var reader = XmlReader.Create(new StringReader(text), settings);
        var root = XDocument.Load(reader).Root!;
        Assert.Equal("testsuites", root.Name);
        var suite = Assert.Single(root.Elements());
        Assert.All((string[])["name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "skipped", "time"], name => Assert.NotEmpty(suite.Attribute(name)!.Value.Trim()));
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$", suite.Attribute("timestamp")!.Value);
        Assert.Equal(["properties", "system-out", "system-err"], suite.Elements().Where(element => element.Name != "testcase").Select(element => element.Name.LocalName));
        foreach (var one in suite.Elements("testcase"))
        {
            Assert.All((string[])["name", "classname", "time"], name => Assert.NotNull(one.Attribute(name)));
            Assert.True(one.Elements().Count() <= 1, "Ant's schema has one outcome a case.");
            Assert.All(one.Elements("failure"), failure => Assert.NotEmpty(failure.Attribute("type")!.Value));
        }

        return suite;
    }

    public static int Number(XElement suite, string name) => int.Parse(suite.Attribute(name)!.Value);

    public static string Property(XElement suite, string name) => suite.Element("properties")!.Elements().Single(property => property.Attribute("name")!.Value == name).Attribute("value")!.Value;

    private static XmlSchemaSet Load([CallerFilePath] string here = "")
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(null, Path.Combine(Path.GetDirectoryName(here)!, "jenkins-junit.xsd"));
        schemas.Compile();
        return schemas;
    }
}
