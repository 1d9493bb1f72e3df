namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>A record's place in a zone, in the order of reading.</summary>
/// <param name="File">Index of its file in <see cref="ZoneContent.Files"/>.</param>
/// <param name="Opening">Counts the files opened: a file included twice is read twice.</param>
/// <param name="Start">Where its first line begins.</param>
/// <param name="End">Behind its last line end.</param>
/// <param name="Type">The token that names its type.</param>
/// <param name="OwnerFrom">The entry whose owner a line without owner takes over; itself where the owner is written.</param>
/// <param name="Owner">As <see cref="ZoneName"/> writes it.</param>
/// <param name="TtlToken">The written time to live, where there is one.</param>
/// <param name="Ttl">Seconds, as they take effect.</param>
/// <param name="TakesLastTtl">Its time to live is that of the last record that wrote one (RFC 1035 §5.1; there is no $TTL).</param>
internal readonly record struct ZoneEntry(int File, int Opening, int Start, int End, ZoneToken Type, int OwnerFrom, string Owner, ZoneToken? TtlToken, uint Ttl, bool TakesLastTtl);
