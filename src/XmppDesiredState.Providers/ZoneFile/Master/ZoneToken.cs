namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>A word or quoted string of a master file: its bytes from <paramref name="Start"/> to <paramref name="End"/> (exclusive), quotes included.</summary>
internal readonly record struct ZoneToken(int Start, int End, bool Quoted);
