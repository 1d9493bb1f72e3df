using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;

namespace XmppDesiredState.LyncPowerShell.Binding;

/// <summary>
/// Makes a compiled cmdlet out of a form and a class that carries it out: a type derived from that class, with a public field a parameter. So the engine's own binder judges a
/// call by what the reference says, and by nothing that was typed twice.
/// </summary>
internal sealed class CmdletEmitter
{
    private static readonly ConstructorInfo CmdletName = typeof(CmdletAttribute).GetConstructor([typeof(string), typeof(string)])!;
    private static readonly ConstructorInfo Parameter = typeof(ParameterAttribute).GetConstructor([])!;
    private static readonly ConstructorInfo AliasNames = typeof(AliasAttribute).GetConstructor([typeof(string[])])!;

    private readonly ModuleBuilder module = AssemblyBuilder.DefineDynamicAssembly(new("Microsoft.Rtc.Management.Simulated"), AssemblyBuilderAccess.Run).DefineDynamicModule("Lync");

    public Type Emit(CmdletForm form, Type implementation)
    {
        var type = module.DefineType(form.Name.Replace("-", "", StringComparison.Ordinal) + "Cmdlet", TypeAttributes.Public | TypeAttributes.Sealed, implementation);
        type.SetCustomAttribute(Attribute(CmdletName, [form.Verb, form.Noun], Options(form)));
        type.DefineDefaultConstructor(MethodAttributes.Public);
        var uses = from set in form.Sets from parameter in set.Value group (Set: set.Key, Parameter: parameter) by parameter.Name;
        foreach (var use in uses)
        {
            var first = use.First().Parameter;
            var field = type.DefineField(first.Name, LyncTypes.Of(first.TypeName), FieldAttributes.Public);
            foreach (var (set, parameter) in use) field.SetCustomAttribute(Attribute(Parameter, [], Options(set, parameter)));
            if (first.Aliases.Length > 0) field.SetCustomAttribute(Attribute(AliasNames, [first.Aliases.ToArray()], []));
        }
        return type.CreateType();
    }

    private static IEnumerable<(string, object)> Options(CmdletForm form)
    {
        if (form.DefaultSet is { Length: > 0 } set) yield return (nameof(CmdletAttribute.DefaultParameterSetName), set);
        if (form.ChangesThings) yield return (nameof(CmdletAttribute.SupportsShouldProcess), true);
    }

    private static IEnumerable<(string, object)> Options(string set, ParameterForm parameter)
    {
        if (set.Length > 0) yield return (nameof(ParameterAttribute.ParameterSetName), set);
        if (parameter.IsMandatory) yield return (nameof(ParameterAttribute.Mandatory), true);
        if (parameter.Position is { } position) yield return (nameof(ParameterAttribute.Position), position);
        if (parameter.FromPipeline) yield return (nameof(ParameterAttribute.ValueFromPipeline), true);
        if (parameter.FromPipelineByName) yield return (nameof(ParameterAttribute.ValueFromPipelineByPropertyName), true);
    }

    private static CustomAttributeBuilder Attribute(ConstructorInfo constructor, object[] arguments, IEnumerable<(string Name, object Value)> options)
    {
        var given = options.ToList();
        var owner = constructor.DeclaringType!;
        return new(constructor, arguments, [.. given.Select(option => owner.GetProperty(option.Name)!)], [.. given.Select(option => option.Value)]);
    }
}
