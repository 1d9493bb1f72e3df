using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>The schema of values in canonical form as <see cref="Json.ValueJson"/> writes them: durations are seconds, presets are spelt out.</summary>
internal sealed class ValueSchema(SchemaWriter schema)
{
    public static void Define(SchemaWriter schema)
    {
        schema.Define("later", () => schema.Object([("$later", schema.Count)]));
        schema.Define("default", () => schema.Object([("$default", schema.Flag)]));
        schema.Define("secret", () => schema.Object(
        [
            ("$secret", () => schema.Object([.. Json.ValueJson.Sources.Words.Select(word => (word, (Action)(() => schema.ListOf(schema.Text))))], required: false)),
            ("version", () => schema.Integer(0, long.MaxValue)),
        ]));
    }

    /// <summary>Of an attribute, which may also be empty, known only later, or left to the back end.</summary>
    public void Write(Field field) => WriteAnyForm(field.UntypedType);

    private void WriteAnyForm(FieldType type) =>
        schema.AnyOf([schema.Null, () => schema.Reference("later"), () => schema.Reference("default"), () => Write(type)]);

    private void Write(FieldType type)
    {
        switch (type)
        {
            case IChoiceType choice:
                schema.OneOfWords(choice.Words);
                break;
            case NegotiationType:
                Write(NegotiationType.MapType);
                break;
            case SrvTargetType:
                Write(SrvTargetType.MapType);
                break;
            case ObjectType map:
                schema.Object([.. map.Fields.Select(field => (field.Name, (Action)(() => Write(field))))], required: false);
                break;
            case IMapType map:
                schema.MapOf(() => WriteAnyForm(map.ValueType));
                break;
            case IListType list:
                schema.ListOf(() => WriteAnyForm(list.ItemType));
                break;
            case IntegerType number:
                schema.Integer(number.Minimum, number.Maximum);
                break;
            case DurationType duration:
                schema.Integer((long)duration.Minimum.TotalSeconds, (long)duration.Maximum.TotalSeconds);
                break;
            case FlagType:
                schema.Flag();
                break;
            case SecretType:
                schema.Reference("secret");
                break;
            default:
                schema.Text();
                break;
        }
    }
}
