using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values.Types;

/// <summary>
/// A reference to a secret: <c>{ env: NAME }</c>, <c>{ file: path }</c> or <c>{ command: [program, argument] }</c>,
/// each with an optional <c>version</c>. A literal is refused and never echoed.
/// </summary>
public sealed class SecretType : FieldType<Value.Secret>
{
    public static readonly SecretType Instance = new();

    public override string Description => "a reference to a secret: { env: NAME }, { file: path } or { command: [program, argument] }";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out Value.Secret? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = raw as Value.Secret;
        problem = null;
        if (result is not null) return true;
        if (raw is not Value.Map map)
        {
            // The text may be the secret itself: it must not appear in the message.
            problem = new Problem("holds a secret in clear text", "Replace it by a reference: { env: NAME }, { file: path } or { command: [program, argument] }, and change the secret: it was in a file.");
            return false;
        }

        var version = map.Items.TryGetValue("version", out var given) ? (given as Value.Number)?.Content ?? -1 : 0;
        var sources = map.Items.Remove("version");
        var reference = sources.Count == 1 ? Reference(sources.First()) : null;
        if (reference is not null && version >= 0) result = new Value.Secret(reference, version);
        else problem = new Problem("is not a reference to a secret", "Write { env: NAME }, { file: path } or { command: [program, argument] }; version, if given, is a whole number.");
        return problem is null;
    }

    public override Value Write(Value.Secret value) => value;

    public override string Show(Value canonical) => "(secret)";

    private static SecretReference? Reference(KeyValuePair<string, Value> source) => source switch
    {
        { Key: "env", Value: Value.Text { Content.Length: > 0 } name } => new SecretReference(SecretSource.Environment, [name.Content]),
        { Key: "file", Value: Value.Text { Content.Length: > 0 } path } => new SecretReference(SecretSource.File, [path.Content]),
        { Key: "command", Value: Value.List { Items.Length: > 0 } command } when command.Items.All(item => item is Value.Text) =>
            new SecretReference(SecretSource.Command, [.. command.Items.Select(item => ((Value.Text)item).Content)]),
        _ => null,
    };
}
