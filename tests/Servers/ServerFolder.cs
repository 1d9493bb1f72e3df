namespace XmppDesiredState.Servers;

/// <summary>The one folder a fixture writes to, readable by its owner only. Short names: a Unix socket's path has 107 characters.</summary>
public sealed class ServerFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("xds-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a text for the owner's eyes, keys included, and says where.</summary>
    public string Write(string name, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        using (var file = new FileStream(this[name], options))
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return this[name];
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
