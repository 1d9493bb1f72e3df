using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values.Types;

/// <summary>One word of a fixed list. Words are written exactly so; another case is an error that names the right spelling.</summary>
public sealed class ChoiceType<T>(params (string Word, T Meaning)[] choices) : FieldType<T>, IChoiceType
    where T : notnull
{
    public ImmutableArray<string> Words { get; } = [.. choices.Select(choice => choice.Word)];

    public override string Description => "one of " + string.Join(", ", Words);

    public override bool TryRead(Value raw, [NotNullWhen(true)] out T? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = default;
        problem = null;
        if (raw is Value.Text text)
        {
            foreach (var (word, meaning) in choices)
            {
                if (word != text.Content) continue;
                result = meaning;
                return true;
            }

            problem = Expected(raw) with { Suspect = new UnknownWord(text.Content, Words, IsKey: false) };
            return false;
        }

        problem = Expected(raw);
        return false;
    }

    public override Value Write(T value) => new Value.Text(Array.Find(choices, choice => choice.Meaning.Equals(value)).Word);

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : "";
}
