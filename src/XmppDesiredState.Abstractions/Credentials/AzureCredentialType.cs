using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Credentials;

/// <summary><c>auto</c>, <c>workload-identity</c>, <c>{ tenant, client, secret }</c> or <c>{ tenant, client, tokenFile }</c>.</summary>
public sealed class AzureCredentialType : FieldType<AzureCredential>, IUnionType
{
    public static readonly AzureCredentialType Instance = new();

    private static readonly Field<string> Tenant = new("tenant", new TextType(255), Traits.Required, "Id or domain of the Entra tenant.");
    private static readonly Field<string> Client = new("client", new TextType(255), Traits.Required, "Application (client) id.");
    private static readonly Field<Value.Secret> Secret = new("secret", SecretType.Instance, Traits.Secret, "The client secret, by reference.");
    private static readonly Field<string> TokenFile = new("tokenFile", PathType.Instance, Traits.None, "File with a token of a federated identity (workload identity); read anew for each sign-in.");
    private static readonly ObjectType MapType = new("{ tenant, client, secret or tokenFile }", Tenant, Client, Secret, TokenFile);

    public ImmutableArray<FieldType> Alternatives => [TextType.Instance, MapType];

    public override string Description => "auto, workload-identity, { tenant, client, secret: { env: NAME } } or { tenant, client, tokenFile }";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out AzureCredential? result, [NotNullWhen(false)] out Problem? problem)
    {
        (result, problem) = (null, null);
        switch (raw)
        {
            case Value.Text { Content: "auto" }:
                result = AzureCredential.Auto;
                return true;
            case Value.Text { Content: "workload-identity" }:
                result = AzureCredential.WorkloadIdentity;
                return true;
            case Value.Map:
                if (!MapType.TryRead(raw, out Value.Map? map, out problem)) return false;
                var secret = map.Items.GetValueOrDefault(Secret.Name) as Value.Secret;
                var file = TextOf(map, TokenFile);
                if (secret is null == file is null) problem = new Problem("needs either secret or tokenFile", "Give one of the two.");
                else result = new AzureCredential(file is not null, TextOf(map, Tenant), TextOf(map, Client), secret, file);
                return result is not null;
            default:
                // A text here may be a secret that was put in the wrong place: it is not quoted.
                problem = new Problem("is no way to sign in", $"Write {Description}.");
                return false;
        }
    }

    public override Value Write(AzureCredential value)
    {
        if (value.Tenant is null) return new Value.Text(value.IsWorkloadIdentity ? "workload-identity" : "auto");
        var items = Value.Map.NoItems.Add(Tenant.Name, new Value.Text(value.Tenant)).Add(Client.Name, new Value.Text(value.Client ?? ""));
        return new Value.Map(value.Secret is not null ? items.Add(Secret.Name, value.Secret) : items.Add(TokenFile.Name, new Value.Text(value.TokenFile ?? "")));
    }

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : MapType.Show(canonical);

    private static string? TextOf(Value.Map map, Field<string> field) => map.Items.GetValueOrDefault(field.Name) is Value.Text text ? text.Content : null;
}
