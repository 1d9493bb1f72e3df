using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Command;

/// <summary>The programs of one service; one that is not declared is empty.</summary>
internal sealed record CommandService(ImmutableArray<string> Status, ImmutableArray<string> Reload, ImmutableArray<string> Restart, TimeSpan Timeout)
{
    /// <summary>Names of placeholders in arguments.</summary>
    public static readonly ImmutableArray<string> Placeholders = ["member", "service"];

    private static readonly TimeSpan UsualTimeout = TimeSpan.FromMinutes(1);

    public ImmutableArray<string> ProgramOf(Operation operation) => operation == Operation.Reload ? Reload : Restart;

    /// <summary>The option <c>services</c>, by name.</summary>
    public static ImmutableSortedDictionary<string, CommandService> All(ImmutableSortedDictionary<string, Value> options) =>
        options.TryGetValue(CommandOptions.Services.Name, out var raw) && CommandOptions.Services.Type.TryRead(raw, out ImmutableSortedDictionary<string, Value.Map>? services, out _)
            ? services.ToImmutableSortedDictionary(service => service.Key, service => Of(service.Value), StringComparer.Ordinal)
            : ImmutableSortedDictionary.Create<string, CommandService>(StringComparer.Ordinal);

    private static CommandService Of(Value.Map map) => new(Words(map, CommandOptions.Status), Words(map, CommandOptions.Reload), Words(map, CommandOptions.Restart),
        map.Items.TryGetValue(CommandOptions.Timeout.Name, out var raw) && CommandOptions.Timeout.Type.TryRead(raw, out TimeSpan timeout, out _) ? timeout : UsualTimeout);

    private static ImmutableArray<string> Words(Value.Map map, Field<ImmutableArray<string>> field) =>
        map.Items.TryGetValue(field.Name, out var raw) && field.Type.TryRead(raw, out ImmutableArray<string> words, out _) ? words : [];
}
