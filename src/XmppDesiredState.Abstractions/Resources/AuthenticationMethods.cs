namespace XmppDesiredState.Resources;

/// <summary>The ways two servers can prove to each other who they are.</summary>
[Flags]
public enum AuthenticationMethods
{
    None = 0,

    /// <summary>SASL EXTERNAL with certificates after STARTTLS (XEP-0178).</summary>
    SaslOverTls = 1,

    /// <summary>Server dialback (XEP-0220) after STARTTLS: encrypted, identity as strong as DNS.</summary>
    TlsDialback = 2,

    /// <summary>Server dialback in clear text.</summary>
    TcpDialback = 4,
}
