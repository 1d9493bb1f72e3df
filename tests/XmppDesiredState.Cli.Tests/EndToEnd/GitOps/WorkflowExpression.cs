using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>Expressions of GitHub's workflows, as far as ours use them; anything else fails the test. Grammar: GitHub's reference of expressions.</summary>
/// <param name="contexts"><c>github</c>, <c>inputs</c>, <c>steps</c> and so on.</param>
/// <param name="isGood">What went before has succeeded.</param>
/// <param name="isBad">Something that went before has failed.</param>
internal sealed class WorkflowExpression(JsonObject contexts, bool isGood = true, bool isBad = false)
{
    private string text = "";
    private int at;

    /// <summary>Text with expressions in it; what is nothing but one expression keeps its type.</summary>
    public JsonNode? Fill(string template)
    {
        if (template.StartsWith("${{", StringComparison.Ordinal) && template.IndexOf("}}", StringComparison.Ordinal) == template.TrimEnd().Length - 2) return Evaluate(template.TrimEnd()[3..^2]);
        var filled = new StringBuilder();
        for (var rest = template; ;)
        {
            var start = rest.IndexOf("${{", StringComparison.Ordinal);
            if (start < 0) return filled.Append(rest).ToString();
            var end = rest.IndexOf("}}", start, StringComparison.Ordinal);
            filled.Append(rest, 0, start).Append(AsText(Evaluate(rest[(start + 3)..end])));
            rest = rest[(end + 2)..];
        }
    }

    public string FillText(string template) => AsText(Fill(template));

    /// <summary>Whether a job or step runs: what says nothing of success and failure wants success.</summary>
    public bool Holds(string? condition)
    {
        if (condition is null) return isGood;
        // Before anything else: what a failed job would have said is not there to be read.
        if (!isGood && !((string[])["always(", "failure(", "cancelled(", "success("]).Any(word => condition.Contains(word, StringComparison.Ordinal))) return false;
        return IsTrue(condition.StartsWith("${{", StringComparison.Ordinal) ? Fill(condition) : Evaluate(condition));
    }

    public static string AsText(JsonNode? value) => value switch
    {
        null => "",
        JsonValue single when single.TryGetValue(out bool flag) => flag ? "true" : "false",
        JsonValue single when single.TryGetValue(out string? said) => said,
        JsonValue single => single.ToJsonString(),
        _ => throw new InvalidOperationException($"Not text: {value.ToJsonString()}"),
    };

    private JsonNode? Evaluate(string expression)
    {
        (text, at) = (expression, 0);
        var value = Or();
        Skip();
        Assert.True(at == text.Length, $"Expression not understood at '{text[at..]}': {text}");
        return value;
    }

    private JsonNode? Or()
    {
        var left = And();
        while (Take("||"))
        {
            var right = And();
            left = IsTrue(left) ? left : right;
        }

        return left;
    }

    private JsonNode? And()
    {
        var left = Comparison();
        while (Take("&&"))
        {
            var right = Comparison();
            left = IsTrue(left) ? right : left;
        }

        return left;
    }

    private JsonNode? Comparison()
    {
        var left = Operand();
        if (Take("==")) return AreEqual(left, Operand());
        return Take("!=") ? !AreEqual(left, Operand()) : left;
    }

    private JsonNode? Operand()
    {
        if (Take("!")) return !IsTrue(Operand());
        if (Take("("))
        {
            var inner = Or();
            Assert.True(Take(")"), $"No end of parenthesis: {text}");
            return Path(inner);
        }

        Skip();
        if (text[at] == '\'')
        {
            var end = text.IndexOf('\'', at + 1);
            var literal = text[(at + 1)..end];
            at = end + 1;
            return literal;
        }

        var name = Word();
        if (name == "null") return null;
        if (!Take("(")) return Path(contexts.ContainsKey(name) ? contexts[name] : throw new InvalidOperationException($"No context {name} here: {text}"));
        var arguments = new List<JsonNode?>();
        while (!Take(")"))
        {
            arguments.Add(Or());
            Take(",");
        }

        return Path(Call(name, arguments));
    }

    private JsonNode? Call(string name, List<JsonNode?> arguments) => name switch
    {
        "always" => true,
        "failure" => isBad,
        "cancelled" => false,
        "success" => isGood,
        "fromJSON" => JsonNode.Parse(AsText(arguments[0])),
        "format" => string.Format(CultureInfo.InvariantCulture, AsText(arguments[0]), [.. arguments.Skip(1).Select(AsText)]),
        "join" => string.Join(AsText(arguments[1]), arguments[0]!.AsArray().Select(AsText)),
        "contains" => arguments[0] is JsonArray list ? list.Any(item => AreEqual(item, arguments[1])) : AsText(arguments[0]).Contains(AsText(arguments[1]), StringComparison.OrdinalIgnoreCase),
        _ => throw new InvalidOperationException($"No function {name} here: {text}"),
    };

    private JsonNode? Path(JsonNode? value)
    {
        while (true)
        {
            if (Take("["))
            {
                var index = int.Parse(Word(), CultureInfo.InvariantCulture);
                Assert.True(Take("]"), $"No end of brackets: {text}");
                value = value is JsonArray list && index < list.Count ? list[index] : null;
            }
            else if (Take(".*"))
            {
                value = new JsonArray([.. value!.AsObject().Select(item => item.Value?.DeepClone())]);
            }
            else if (Take("."))
            {
                var name = Word();
                value = value is JsonArray many ? new JsonArray([.. many.Select(item => item?[name]?.DeepClone())]) : (value as JsonObject)?[name];
            }
            else
            {
                return value;
            }
        }
    }

    private string Word()
    {
        Skip();
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-')) at++;
        Assert.True(at > start, $"Expression not understood at '{text[start..]}': {text}");
        return text[start..at];
    }

    private bool Take(string token)
    {
        Skip();
        if (!text.AsSpan(at).StartsWith(token, StringComparison.Ordinal) || (token == "!" && text.AsSpan(at).StartsWith("!=", StringComparison.Ordinal))) return false;
        at += token.Length;
        return true;
    }

    private void Skip()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    private static bool IsTrue(JsonNode? value) => value is not null && (value is not JsonValue || AsText(value) is not ("" or "false" or "0"));

    private static bool AreEqual(JsonNode? left, JsonNode? right) => left is JsonObject or JsonArray || right is JsonObject or JsonArray
        ? ReferenceEquals(left, right)
        : left is null == right is null ? string.Equals(AsText(left), AsText(right), StringComparison.OrdinalIgnoreCase) : AsText(left).Length + AsText(right).Length == 0;
}
