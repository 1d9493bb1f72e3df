namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>Opens the file that an $INCLUDE names.</summary>
/// <param name="from">The file with the directive.</param>
/// <param name="offset">Of the name in it, for messages.</param>
/// <exception cref="ProviderException">It cannot, or must not, be read.</exception>
internal delegate ZoneText IncludeFile(ZoneText from, int offset, string name);
