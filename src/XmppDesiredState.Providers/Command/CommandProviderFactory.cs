using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Programs;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Command;

/// <summary><c>command</c>: services by programs that the state file declares.</summary>
public sealed class CommandProviderFactory : IProviderFactory
{
    public string Type => "command";

    public string Summary => "Asks, reloads and restarts services by declared programs.";

    public ImmutableArray<Field> Options => [CommandOptions.Services];

    public ImmutableArray<Capability> Capabilities { get; } = [new(Service.Kind, [Operation.Reload, Operation.Restart], Service.Kind.Fields)];

    public ImmutableArray<DiagnosticDescriptor> Diagnostics => CommandDiagnostics.All;

    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration)
    {
        var where = declaration.Spans.GetValueOrDefault(CommandOptions.Services.Name) ?? declaration.Where;
        foreach (var (name, service) in CommandService.All(declaration.Options))
        {
            if (service.Reload.IsEmpty && service.Restart.IsEmpty)
                yield return CommandDiagnostics.BadServices.At(where, $"services.{name} of {declaration.Name} has a program neither for reload nor for restart.", "Add reload or restart: [program, argument].");
            foreach (var (key, program) in new[] { (CommandOptions.Status.Name, service.Status), (CommandOptions.Reload.Name, service.Reload), (CommandOptions.Restart.Name, service.Restart) })
            {
                if (program is ["", ..])
                    yield return CommandDiagnostics.BadServices.At(where, $"services.{name}.{key} of {declaration.Name} begins with an empty text.", "Begin the list with the program.");
                foreach (var problem in program.Select(word => ArgumentTemplate.Problem(word, CommandService.Placeholders)).OfType<string>())
                    yield return CommandDiagnostics.BadServices.At(where, $"An item of services.{name}.{key} of {declaration.Name} {problem}.", "Correct the item; {{ and }} stand for braces.");
            }
        }
    }

    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all)
    {
        if (declared.Resource.Id.Kind != Service.Kind || !all.Providers.TryGetValue(declared.Provider, out var declaration) || declaration.Type != Type) yield break;
        var (name, services) = (declared.Resource.Id.Name, CommandService.All(declaration.Options));
        if (!services.TryGetValue(name, out var service))
        {
            var near = DidYouMean.Closest(name, services.Keys) is { } closest ? $"Did you mean '{closest}'? " : "";
            yield return CommandDiagnostics.NotInServices.At(declared.Where, $"providers.{declared.Provider}.services has no '{name}'.", $"{near}Add its programs there, or name another provider.") with
            { Address = declared.Address.ToString() };
        }
        else if (service.Status.IsEmpty && !(declared.Resource[Service.Health] is Value.Map health && health.Items.GetValueOrDefault(Service.HealthProvider.Name) is Value.Text))
        {
            yield return CommandDiagnostics.NobodyCanTell.At(declared.Where, $"Nobody can tell which certificate the members of {name} run with.",
                $"Add status: [program, argument] to providers.{declared.Provider}.services.{name}, or health: {{ provider: NAME }} with a provider that asks from outside.") with
            { Address = declared.Address.ToString() };
        }
    }

    public IProvider Create(ProviderSettings settings) => new CommandProvider(settings);
}
