namespace XmppDesiredState.Certificates;

/// <summary>How a PFX is encrypted.</summary>
public enum PfxAlgorithms
{
    /// <summary>PBES2, AES-256, SHA-256: Windows 10 1709, Server 2019 and later, openssl, Java.</summary>
    Modern,

    /// <summary>3DES and SHA-1: what Windows before that reads. As safe as its password, which therefore is long.</summary>
    Legacy,
}
