using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Loading.Files;

/// <param name="Origin">The include that names it.</param>
internal sealed record WantedFile(string FullPath, WantedBy By, SourceSpan? Origin);
