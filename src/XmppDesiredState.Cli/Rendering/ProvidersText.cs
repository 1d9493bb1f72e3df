using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Providers;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Types of provider for people.</summary>
internal static class ProvidersText
{
    public static string List(IReadOnlyList<IProviderFactory> factories, Ink ink)
    {
        var text = new StringBuilder();
        var width = factories.Select(factory => factory.Type.Length).DefaultIfEmpty().Max();
        foreach (var factory in factories)
        {
            text.Append($"{ink.Bold(factory.Type.PadRight(width))}  {factory.Summary}\n");
            text.Append($"{new string(' ', width)}  {ink.Faint(string.Join(", ", factory.Capabilities.Select(Role)))}\n");
        }

        return text.ToString();
    }

    public static string One(IProviderFactory factory, Ink ink)
    {
        var text = new StringBuilder($"{ink.Bold(factory.Type)}: {factory.Summary}\n\nOptions\n");
        WriteFields(text, factory.Options);
        text.Append("\nKinds\n");
        foreach (var capability in factory.Capabilities)
        {
            text.Append($"  {ink.Bold(capability.Kind.Name)}  {string.Join(", ", capability.Operations.Select(Words.Of))}\n");
            text.Append(Paragraph.Wrap(string.Join(", ", capability.Fields.Select(field => field.Name)), indent: "      ")).Append('\n');
        }

        return text.ToString();
    }

    // Who only issues or probes holds no resource of the kind: another provider does, and names this one.
    private static string Role(Capability capability) => capability.Holds ? capability.Kind.Name
        : $"{capability.Kind.Name} ({string.Join(", ", capability.Operations.Select(Words.Of))} only)";

    private static void WriteFields(StringBuilder text, ImmutableArray<Field> fields)
    {
        if (fields.IsEmpty) text.Append("  none\n");
        var width = fields.Select(field => field.Name.Length).DefaultIfEmpty().Max();
        foreach (var field in fields)
        {
            text.Append($"  {field.Name.PadRight(width)}  {field.Summary}{(field.Is(Traits.Required) ? " Required." : "")}\n");
            text.Append($"  {new string(' ', width)}  {field.UntypedType.Description}\n");
        }
    }
}
