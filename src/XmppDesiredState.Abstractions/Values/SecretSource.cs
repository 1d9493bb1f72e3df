namespace XmppDesiredState.Values;

/// <summary>Where a secret is fetched from at its first use.</summary>
public enum SecretSource
{
    /// <summary>An environment variable: <c>{ env: NAME }</c>.</summary>
    Environment,

    /// <summary>A file, one trailing line break is not part of the secret: <c>{ file: path }</c>.</summary>
    File,

    /// <summary>The standard output of a program, started without a shell: <c>{ command: [program, argument] }</c>.</summary>
    Command,
}
