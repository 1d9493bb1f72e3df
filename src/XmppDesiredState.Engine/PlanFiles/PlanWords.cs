using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Json;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>The words of plan files, once for writing, reading and the schema.</summary>
internal static class PlanWords
{
    public static readonly ChoiceType<ChangeAction> Actions = new(
        ("create", ChangeAction.Create), ("update", ChangeAction.Update), ("delete", ChangeAction.Delete), ("renew", ChangeAction.Renew), ("restart", ChangeAction.Restart));

    public static readonly ChoiceType<Operation> Operations = new(
        ("create", Operation.Create), ("update", Operation.Update), ("delete", Operation.Delete), ("request", Operation.Request), ("issue", Operation.Issue), ("accept", Operation.Accept),
        ("install", Operation.Install), ("restore", Operation.Restore), ("reload", Operation.Reload), ("restart", Operation.Restart), ("settle", Operation.Settle), ("probe", Operation.Probe));

    public static readonly ChoiceType<Risk> Risks = new(
        ("deletes", Risk.Deletes), ("raises_trust", Risk.RaisesTrust), ("weakens_negotiation", Risk.WeakensNegotiation), ("restarts", Risk.Restarts));

    public static readonly ChoiceType<Severity> Severities = new(("error", Severity.Error), ("warning", Severity.Warning), ("note", Severity.Note));

    /// <summary>Terraform's word: "delete" stands only where something is deleted.</summary>
    public static ImmutableArray<string> TerraformActions { get; } = ["create", "update", "delete"];

    public static string Of<T>(ChoiceType<T> words, T meaning)
        where T : notnull => ((Value.Text)words.Write(meaning)).Content;

    public static string Terraform(ChangeAction action) => action is ChangeAction.Create or ChangeAction.Delete ? Of(Actions, action) : "update";

    public static T Read<T>(JsonObject from, string name, ChoiceType<T> words)
        where T : struct => from.Parsed(name, text => Meaning(words, text), words.Description) ?? default;

    public static T? Meaning<T>(ChoiceType<T> words, string text)
        where T : struct => words.TryRead(new Value.Text(text), out T meaning, out _) ? meaning : null;

    /// <summary>Null, reported, when it is none.</summary>
    public static Address? ReadAddress(JsonObject from, string name) => from.Parsed(name, ResourceJson.ParseAddress, "an address of a kind that this version knows");
}
