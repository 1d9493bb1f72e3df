using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>A managed SRV record and where it stands.</summary>
/// <param name="Entry">Index of its entry in <see cref="ZoneContent.Entries"/>; -1 where $GENERATE makes it.</param>
/// <param name="Data">The tokens of its data.</param>
/// <param name="IsEditable">False where an edit of its line would change other records too: $GENERATE, a file included twice.</param>
internal sealed record ZoneSrv(string Owner, uint Ttl, SrvTarget Target, int Entry, ImmutableArray<ZoneToken> Data, bool IsEditable);
