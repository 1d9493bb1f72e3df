namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>What holds while one file is read: origin and current owner.</summary>
internal sealed class ZoneFrame(string origin)
{
    public string Origin { get; set; } = origin;

    public string? Owner { get; set; }

    /// <summary>The entry that wrote <see cref="Owner"/>.</summary>
    public int OwnerFrom { get; set; } = -1;

    public int File { get; set; }

    public int Opening { get; set; }
}
