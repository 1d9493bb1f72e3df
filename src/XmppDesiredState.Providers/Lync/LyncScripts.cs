using System.Text;

namespace XmppDesiredState.Providers.Lync;

/// <summary>
/// Every text that is sent to be run: constants in the language of PowerShell 3.0. Cmdlets and values come beside them as data. They compare
/// and report values as <see cref="LyncProperty"/> writes them.
/// </summary>
internal static class LyncScripts
{
    /// <summary>Imports a module: a row <c>module</c> with the one that was there, a row <c>missing</c> with the cmdlets that are not.</summary>
    public static string Open { get; } = Text("Open.ps1");

    /// <summary>Runs a Get- cmdlet: a row an object.</summary>
    public static string Read { get; } = WithCommon(Text("Read.ps1"));

    /// <summary>Compares and swaps: rows that begin with busy, gone, missing, same, exists, moved, or writing and then done.</summary>
    public static string Write { get; } = WithCommon(Text("Write.ps1"));

    /// <summary>Runs a cmdlet that returns nothing of interest: <c>done</c>.</summary>
    public static string Call { get; } = Text("Call.ps1");

    /// <summary>A part of the scripts that people run.</summary>
    public static string Part(string name) => Text(name);

    // A param block stands first, on one line.
    private static string WithCommon(string script)
    {
        var end = script.IndexOf('\n', StringComparison.Ordinal) + 1;
        return script[..end] + Text("Common.ps1") + script[end..];
    }

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(LyncScripts).Assembly.GetManifestResourceStream("Lync." + name)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
