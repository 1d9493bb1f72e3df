using System.Management.Automation;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>What the cmdlets for settings and policies share.</summary>
public abstract class SettingsCmdlet : LyncCmdlet
{
    protected abstract SettingsKind Kind { get; }

    /// <summary>The form in which the store keeps an identity.</summary>
    protected virtual string Canonical(string identity) => identity.Equals("Global", StringComparison.OrdinalIgnoreCase) ? "Global" : identity;

    protected virtual PSObject Shown(LyncSettings settings)
    {
        var shown = new PSObject();
        shown.TypeNames.Insert(0, Kind.TypeName);
        shown.Properties.Add(new PSNoteProperty("Identity", settings.Identity));
        foreach (var (name, _) in Kind.Defaults) shown.Properties.Add(new PSNoteProperty(name, settings[name]));
        return shown;
    }

    protected static int Find(List<LyncSettings> list, string identity) => list.FindIndex(item => item.Identity.Equals(identity, StringComparison.OrdinalIgnoreCase));

    protected virtual LyncSettings WithGiven(LyncSettings settings) => Kind.Defaults.Where(entry => Has(entry.Key))
        .Aggregate(settings, (changed, entry) => changed.With(entry.Key, Given(entry.Key) is Enum or null ? Text(entry.Key) : Given(entry.Key)));
}

public abstract class GetSettingsCmdlet : SettingsCmdlet
{
    protected override void Work()
    {
        var identity = Text("Identity") is { } given ? Canonical(given) : null;
        var filter = WildcardPattern.Get(Text("Filter") ?? "*", WildcardOptions.IgnoreCase);
        var found = File.Read(state => Kind.In(state).FindAll(item => identity is null ? filter.IsMatch(item.Identity) : item.Identity.Equals(identity, StringComparison.OrdinalIgnoreCase)));
        if (identity is not null && found.Count == 0) throw LyncException.Missing(Kind.Noun, identity);
        foreach (var settings in found) WriteObject(Shown(settings));
    }
}

public abstract class SetSettingsCmdlet : SettingsCmdlet
{
    protected override void Work()
    {
        var instance = Given("Instance") is null ? null : Taken(PSObject.AsPSObject(MyInvocation.BoundParameters["Instance"]));
        var identity = instance?.Identity ?? Canonical(Text("Identity") ?? "Global");
        if (!ShouldProcess(identity)) return;
        Write(state =>
        {
            var list = Kind.In(state);
            var index = Find(list, identity);
            if (index >= 0) list[index] = WithGiven(instance ?? list[index]);
            else list.Add(WithGiven(instance ?? throw LyncException.Missing(Kind.Noun, identity)));
        });
    }

    private LyncSettings Taken(PSObject instance)
    {
        var identity = instance.Properties["Identity"]?.Value?.ToString() ?? throw LyncException.Invalid("The instance has no Identity.", instance);
        return Kind.Defaults.Where(entry => instance.Properties[entry.Key] is not null)
            .Aggregate(Kind.Fresh(Canonical(identity)), (settings, entry) => settings.With(entry.Key, Plain(instance.Properties[entry.Key].Value)));
    }

    private static object? Plain(object? value) => value switch
    {
        null or bool or uint => value,
        int or long => LanguagePrimitives.ConvertTo<uint>(value),
        _ => value.ToString(),
    };
}

public abstract class GetXmppGatewayConfiguration : GetSettingsCmdlet
{
    protected override SettingsKind Kind => SettingsKind.Gateway;
}

public abstract class SetXmppGatewayConfiguration : SetSettingsCmdlet
{
    protected override SettingsKind Kind => SettingsKind.Gateway;
}
