namespace XmppDesiredState.Cli;

/// <summary>Texts that are built into the program and written out as they are.</summary>
internal static class BuiltInText
{
    /// <summary>With line breaks as on Unix, wherever it was built.</summary>
    /// <param name="name">As the project file calls it.</param>
    public static string Of(string name)
    {
        using var stream = typeof(BuiltInText).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
