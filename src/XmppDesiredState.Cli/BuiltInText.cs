namespace XmppDesiredState.Cli;

/// <summary>Texts that are built into the program and written out as they are.</summary>
internal static class BuiltInText
{
    /// <summary>Names that begin so, as the project file calls them, in ordinal order.</summary>
    public static IEnumerable<string> Names(string beginning) =>
        typeof(BuiltInText).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(beginning, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>With line breaks as on Unix, wherever it was built.</summary>
    /// <param name="name">As the project file calls it.</param>
    public static string Of(string name)
    {
        using var stream = typeof(BuiltInText).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
