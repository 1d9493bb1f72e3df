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

    /// <summary>Reads, writes or removes what stood before a restart: none, or note with the names.</summary>
    public static string RestartNote { get; } = With("Store.ps1", Text("RestartNote.ps1"));

    /// <summary>What a machine has of certificates: rows assigned, stored, request, and read at the end.</summary>
    public static string CertificateRead { get; } = With("Store.ps1", Text("CertificateRead.ps1"));

    /// <summary>Makes a request: busy, moved, or writing and then done with the request.</summary>
    public static string CertificateRequest { get; } = With("Store.ps1", Text("CertificateRequest.ps1"));

    /// <summary>The same with a CA that is asked at once: busy, moved, denied, or writing and then done.</summary>
    public static string CertificateSubmit { get; } = With("Store.ps1", Text("CertificateSubmit.ps1"));

    /// <summary>Asks the CA for an answer: busy, moved, denied, done.</summary>
    public static string CertificateRetrieve { get; } = With("Store.ps1", Text("CertificateRetrieve.ps1"));

    /// <summary>Lays an answer beside its key: busy, moved, same, keyless, done.</summary>
    public static string CertificateAccept { get; } = With("Store.ps1", Text("CertificateAccept.ps1"));

    /// <summary>Gives out a certificate with its key, encrypted: absent, keyless, refused, or done with the bytes.</summary>
    public static string CertificateExport { get; } = With("Store.ps1", Text("CertificateExport.ps1"));

    /// <summary>Takes in what <see cref="CertificateExport"/> gave: busy, same, keyless, done.</summary>
    public static string CertificateReceive { get; } = With("Store.ps1", Text("CertificateReceive.ps1"));

    /// <summary>Assigns: busy, absent, keyless, moved, same, done.</summary>
    public static string CertificateAssign { get; } = With("Store.ps1", Text("CertificateAssign.ps1"));

    /// <summary>Notes that an answer is in use everywhere, or no longer: busy, moved, done.</summary>
    public static string CertificateFinish { get; } = With("Store.ps1", Text("CertificateFinish.ps1"));

    /// <summary>A part of the scripts that people run.</summary>
    public static string Part(string name) => Text(name);

    private static string WithCommon(string script) => With("Common.ps1", script);

    // A param block stands first, on one line.
    private static string With(string part, string script)
    {
        var end = script.IndexOf('\n', StringComparison.Ordinal) + 1;
        return script[..end] + Text(part) + script[end..];
    }

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(LyncScripts).Assembly.GetManifestResourceStream("Lync." + name)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
