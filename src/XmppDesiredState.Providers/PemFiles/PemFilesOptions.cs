using System.Collections.Immutable;
using XmppDesiredState.Certificates;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary>The options of a state file.</summary>
/// <param name="Members">The folder of each member that has one of its own.</param>
/// <param name="PfxPassword">Null: no PFX is written.</param>
/// <param name="Trust">File of the roots that an accepted chain must lead to; null: any chain will do.</param>
internal sealed record PemFilesOptions(string Path, ImmutableSortedDictionary<string, string> Members, Value.Secret? PfxPassword, PfxAlgorithms PfxAlgorithms, string? Trust, bool SrvNames)
{
    /// <summary>The one member of a certificate that names none.</summary>
    public const string OnlyMember = "local";

    public static readonly Field<string> PathField = new("path", PathType.Instance, Traits.Required, "The folder; below it each certificate has one of its own. Created at the first request.");

    public static readonly Field<ImmutableSortedDictionary<string, string>> MembersField = new("members", new MapType<string>("members", PathType.Instance), Traits.None,
        "For several members, such as mounted folders of several machines: the folder of each, in place of path.");

    public static readonly Field<Value.Secret> Password = new("password", SecretType.Instance, Traits.Required | Traits.Secret, "The password of the PFX: a reference.");

    public static readonly Field<PfxAlgorithms> Algorithms = new("algorithms", new ChoiceType<PfxAlgorithms>(("modern", PfxAlgorithms.Modern), ("legacy", PfxAlgorithms.Legacy)), Traits.None,
        "modern (AES-256, SHA-256; unless given), or legacy (3DES, SHA-1) for Windows before Server 2019.");

    public static readonly Field<Value.Map> PfxField = new("pfx", new ObjectType("{ password, algorithms }", Password, Algorithms), Traits.None, "Writes certificate.pfx too.");

    public static readonly Field<string> TrustField = new("trust", PathType.Instance, Traits.None, "A PEM file of roots: a certificate whose chain does not lead to one of them is refused.");

    public static readonly Field<bool> SrvNamesField = new("srvNames", FlagType.Instance, Traits.None,
        "Asks for the SRVName of XMPP beside each name (false unless given); public CAs leave them out silently.");

    public static ImmutableArray<Field> All => [PathField, MembersField, PfxField, TrustField, SrvNamesField];

    /// <param name="folder">What relative paths are relative to; the loader has made them absolute before a provider is created.</param>
    public static PemFilesOptions Of(ImmutableSortedDictionary<string, Value> options, string folder)
    {
        var pfx = Get(options, PfxField);
        var trust = Get(options, TrustField);
        var members = Get(options, MembersField) ?? ImmutableSortedDictionary<string, string>.Empty;
        return new PemFilesOptions(System.IO.Path.GetFullPath(Get(options, PathField) ?? ".", folder),
            members.ToImmutableSortedDictionary(member => member.Key, member => System.IO.Path.GetFullPath(member.Value, folder), StringComparer.Ordinal),
            pfx is null ? null : Get(pfx.Items, Password), pfx is null ? PfxAlgorithms.Modern : Get(pfx.Items, Algorithms),
            trust is null ? null : System.IO.Path.GetFullPath(trust, folder), Get(options, SrvNamesField));
    }

    /// <summary>The folder that holds a member's certificates.</summary>
    public string FolderOf(string member) => Members.GetValueOrDefault(member) ?? Path;

    private static T? Get<T>(ImmutableSortedDictionary<string, Value> options, Field<T> option) =>
        options.TryGetValue(option.Name, out var raw) && raw is not Value.Cleared && option.Type.TryRead(raw, out T? value, out _) ? value : default;
}
