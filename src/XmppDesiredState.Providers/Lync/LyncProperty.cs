namespace XmppDesiredState.Providers.Lync;

/// <summary>A property of a native object with a value to compare it with.</summary>
/// <param name="Name">As documented: <c>SaslNegotiation</c>. Get- reports under this name what Set- takes under it.</param>
/// <param name="Text">
/// The value as text, empty for nothing: a word or text as it is, <c>True</c> or <c>False</c>, decimal digits, a domain in lower case and
/// A-labels, domains sorted and one a line. See <see cref="LyncScripts"/> for the same on the other side.
/// </param>
internal readonly record struct LyncProperty(string Name, LyncForm Form, string Text);
