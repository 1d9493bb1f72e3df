namespace XmppDesiredState.Providers.Rfc2136;

/// <summary>What a server says of one owner.</summary>
/// <param name="Form">Null: no SRV record.</param>
/// <param name="IsAlias">An alias (CNAME) stands there.</param>
internal sealed record SrvAnswer(RecordSetForm? Form, bool IsAlias);
