using System.Text.Json;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>What a person decided for a plan: <c>{ only, max_deletes, allow_empty, allow_delete, renew, supersede }</c>.</summary>
internal static class ChoicesJson
{
    public static void Write(Utf8JsonWriter writer, string name, PlanChoices choices)
    {
        writer.WriteStartObject(name);
        ChangeJson.WriteTexts(writer, "only", choices.Only);
        if (choices.MaxDeletes is { } most) writer.WriteNumber("max_deletes", most);
        else writer.WriteNull("max_deletes");
        ChangeJson.WriteTexts(writer, "allow_empty", choices.AllowEmpty.Select(kind => kind.Name));
        ChangeJson.WriteTexts(writer, "allow_delete", choices.AllowDelete);
        ChangeJson.WriteTexts(writer, "renew", choices.Renew);
        ChangeJson.WriteTexts(writer, "supersede", choices.Supersede);
        writer.WriteEndObject();
    }

    public static PlanChoices Read(JsonObject read) => new()
    {
        Only = read.Texts("only"),
        MaxDeletes = read.OptionalCount("max_deletes"),
        AllowEmpty = [.. read.Texts("allow_empty").Select(name => Kind.Find(name)).OfType<Kind>()],
        AllowDelete = read.Texts("allow_delete"),
        Renew = read.Texts("renew"),
        Supersede = read.Texts("supersede"),
    };
}
