using System.Globalization;
using System.Text;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading.Binding;
using XmppDesiredState.Engine.Loading.Files;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Values;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Merging;

/// <summary>What <c>--var</c> and <c>--var-file</c> give: the former over the latter, a later file over an earlier one.</summary>
internal sealed class GivenVariables
{
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlScalar> files = new(StringComparer.Ordinal);

    /// <summary>Reads the files; text of each is added to <paramref name="texts"/> by the name that spans use.</summary>
    public static GivenVariables Read(LoadRequest request, LoadLimits limits, ICollection<Diagnostic> findings, IDictionary<string, string> texts)
    {
        var given = new GivenVariables();
        foreach (var path in request.VariableFiles.IsDefault ? [] : request.VariableFiles)
        {
            var full = Path.GetFullPath(path, request.WorkingFolder);
            var name = ShownPath.Of(full, request.WorkingFolder);
            var root = FileReader.Read(full, name, null, limits.Yaml, findings, out var text);
            if (text is not null) texts[name] = text;
            foreach (var (key, value) in root?.Entries ?? [])
            {
                if (value is YamlScalar scalar) given.files[key.Text] = scalar;
                else findings.Add(LoadDiagnostics.WrongVariable.At(value.Span, $"The value of {key.Text} is a list or a map.", "Write one value to each name."));
            }
        }

        foreach (var (name, value) in request.Variables)
        {
            if (YamlSource.Read(Encoding.UTF8.GetBytes(value), name, limits.Yaml, []) is null)
                findings.Add(YamlDiagnostics.ForbiddenCharacter.At(null, $"The value of --var {name} holds characters that no file may hold.", "Remove them."));
            else given.options[name] = value;
        }

        return given;
    }

    public bool Has(string name) => options.ContainsKey(name) || files.ContainsKey(name);

    /// <summary>The given value; null when there is none or it does not fit, which is reported.</summary>
    public Value? Find(string name, VariableType type, ValueReader reader)
    {
        if (options.TryGetValue(name, out var text))
        {
            if (Parse(type, text) is { } parsed) return parsed;
            reader.Report(LoadDiagnostics.WrongVariable.At(null, $"--var {name} is not {VariableSet.Name(type)}: '{text}'.", $"Give {VariableSet.Name(type)}."));
        }
        else if (files.TryGetValue(name, out var scalar))
        {
            var value = YamlValues.ToValue(scalar);
            if (VariableSet.Fits(type, value)) return value;
            reader.Report(LoadDiagnostics.WrongVariable.At(scalar.Span, $"{name} is not {VariableSet.Name(type)}: '{scalar.Text}'.", $"Write {VariableSet.Name(type)}."));
        }

        return null;
    }

    /// <summary>Reports every given variable that nothing declares.</summary>
    public void ReportUnknown(IReadOnlyCollection<string> declared, ICollection<Diagnostic> findings)
    {
        foreach (var name in options.Keys.Where(name => !declared.Contains(name)).Order(StringComparer.Ordinal))
            findings.Add(LoadDiagnostics.UnknownVariable.At(null, $"--var sets '{name}', which no file declares.", Hint(name, declared)));
        foreach (var (name, scalar) in files.Where(file => !declared.Contains(file.Key)).OrderBy(file => file.Key, StringComparer.Ordinal))
            findings.Add(LoadDiagnostics.UnknownVariable.At(scalar.Span, $"No file declares the variable '{name}'.", Hint(name, declared)));
    }

    private static string Hint(string name, IReadOnlyCollection<string> declared) =>
        Suggestion.For(name, declared) + (declared.Count == 0 ? "Declare it under variables." : "Declared are " + string.Join(", ", declared) + ".");

    private static Value? Parse(VariableType type, string text) => type switch
    {
        VariableType.Number when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => new Value.Number(number),
        VariableType.Flag when text is "true" or "false" => new Value.Flag(text == "true"),
        VariableType.Text => new Value.Text(text),
        _ => null,
    };
}
