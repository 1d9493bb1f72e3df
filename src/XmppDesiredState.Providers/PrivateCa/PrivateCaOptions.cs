using System.Collections.Immutable;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Providers.PrivateCa;

/// <summary>The options of a state file.</summary>
internal sealed record PrivateCaOptions(string Path, bool Create, TimeSpan Lifetime, string Name)
{
    public static readonly Field<string> PathField = new("path", PathType.Instance, Traits.Required, "The folder of the CA: ca.pem, key.pem, issued.");
    public static readonly Field<bool> CreateField = new("create", FlagType.Instance, Traits.None, "Whether a CA is made at the first issue where there is none (false unless given).");

    public static readonly Field<TimeSpan> LifetimeField = new("lifetime", new DurationType(TimeSpan.FromHours(1), TimeSpan.FromDays(3650)), Traits.None,
        "Lifetime of what it issues, 1h to 3650d; 90d unless given. Never beyond the CA's own end.");

    public static readonly Field<string> NameField = new("name", new TextType(64), Traits.None, "Common name of a CA that is made; \"Private CA of\" and the name of the state file's folder unless given.");

    public static ImmutableArray<Field> All => [PathField, CreateField, LifetimeField, NameField];

    public static PrivateCaOptions Of(ProviderSettings settings)
    {
        var folder = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(settings.Folder));
        var name = folder.Length == 0 ? "Private CA" : $"Private CA of {folder}";
        return new PrivateCaOptions(settings.Get(PathField) ?? throw new InvalidOperationException("The loader has checked that path is given."), settings.Get(CreateField),
            settings.TryGet(LifetimeField, out var lifetime) ? lifetime : TimeSpan.FromDays(90), settings.Get(NameField) ?? (name.Length <= 64 ? name : name[..64]));
    }
}
