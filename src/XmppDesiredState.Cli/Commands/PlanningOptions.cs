using System.CommandLine;
using System.CommandLine.Completions;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Options that say what is planned and what guards let pass.</summary>
internal sealed class PlanningOptions
{
    /// <summary>Never read from the environment: a variable that somebody forgot must not approve, lift a guard or hide a change.</summary>
    public static readonly IReadOnlyList<string> NeverFromEnvironment = ["--only", "--max-deletes", "--allow-empty", "--allow-delete", "--renew", "--supersede"];

    private readonly Option<string[]> only = new("--only")
    {
        Description = "Only these changes, and the restarts they cause: partner/fabrikam.com, partner/fabrikam.com@lync or partner/*.",
        HelpName = "ADDRESS",
        Validators = { result => Check(result, "--only", text => IsPattern(text) || IsAddress(text)) },
    };

    private readonly Option<int?> maxDeletes = new("--max-deletes")
    {
        Description = "So many deletes of one kind are meant.",
        HelpName = "N",
        Validators = { result => LookOptions.CheckAtLeast(result, "--max-deletes", 0) },
    };

    private readonly Option<string[]> allowEmpty = new("--allow-empty")
    {
        Description = "An empty list of this kind is meant.",
        HelpName = "KIND",
        Validators = { result => CheckKinds(result) },
    };

    private readonly Option<string[]> allowDelete = new("--allow-delete")
    {
        Description = "This protected resource may be deleted.",
        HelpName = "ADDRESS",
        Validators = { result => Check(result, "--allow-delete", IsAddress) },
    };

    private readonly Option<string[]> renew = new("--renew")
    {
        Description = "Renew this certificate though it would do.",
        HelpName = "ADDRESS",
        Validators = { result => Check(result, "--renew", IsCertificate) },
    };

    private readonly Option<string[]> supersede = new("--supersede")
    {
        Description = "Give up this certificate's outstanding request for a new one.",
        HelpName = "ADDRESS",
        Validators = { result => Check(result, "--supersede", IsCertificate) },
    };

    private readonly LookOptions look = new();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[only, maxDeletes, allowEmpty, allowDelete, renew, supersede]) command.Options.Add(option);
        look.AddTo(command);
    }

    /// <summary>Completes with what the files declare and with kinds.</summary>
    public void SuggestFrom(InputOptions input, Invocation invocation)
    {
        allowEmpty.CompletionSources.Add([.. Kind.All.Select(kind => kind.Name)]);
        only.CompletionSources.Add([.. Kind.All.Select(kind => $"{kind.Name}/*")]);
        foreach (var option in (Option[])[only, allowDelete]) option.CompletionSources.Add(input.Suggest(invocation, state => Ids(state, _ => true)));
        foreach (var option in (Option[])[renew, supersede]) option.CompletionSources.Add(input.Suggest(invocation, state => Ids(state, kind => kind == Certificate.Kind)));
    }

    public PlanOptions Read(ParseResult result, CliEnvironment environment) => look.Read(result, environment) with
    {
        Only = [.. result.GetValue(only) ?? []],
        MaxDeletes = result.GetValue(maxDeletes),
        AllowEmpty = [.. (result.GetValue(allowEmpty) ?? []).Select(Kind.Find).OfType<Kind>()],
        AllowDelete = [.. result.GetValue(allowDelete) ?? []],
        Renew = [.. result.GetValue(renew) ?? []],
        Supersede = [.. result.GetValue(supersede) ?? []],
    };

    public bool AllowsPrograms(ParseResult result) => look.AllowsPrograms(result);

    private static IEnumerable<CompletionItem> Ids(DesiredState state, Func<Kind, bool> isMeant) =>
        state.Resources.Select(declared => declared.Resource.Id).Where(id => isMeant(id.Kind)).Select(id => id.ToString()).Distinct().Order(StringComparer.Ordinal).Select(id => new CompletionItem(id));

    private static bool IsAddress(string text) => Address.TryParse(text, out _) || ResourceId.TryParse(text, out _);

    private static bool IsCertificate(string text) => (Address.TryParse(text, out var address) && address.Id.Kind == Certificate.Kind) || (ResourceId.TryParse(text, out var id) && id.Kind == Certificate.Kind);

    private static bool IsPattern(string text) => text.EndsWith("/*", StringComparison.Ordinal) && Kind.Find(text[..^2]) is not null;

    private static void Check(System.CommandLine.Parsing.OptionResult result, string name, Func<string, bool> isRight)
    {
        foreach (var token in result.Tokens.Where(token => !isRight(token.Value)))
        {
            var kind = token.Value.Split('/', 2)[0];
            var hint = Kind.Find(kind) is null ? Suggestion.For(kind, Kind.All.Select(known => known.Name)) : "";
            result.AddError($"{name} {token.Value} is not an address such as {(name is "--renew" or "--supersede" ? "certificate/edge-external" : "partner/fabrikam.com")}{(name == "--only" ? " or a kind such as partner/*" : "")}.{hint}");
        }
    }

    private static void CheckKinds(System.CommandLine.Parsing.OptionResult result)
    {
        foreach (var token in result.Tokens.Where(token => Kind.Find(token.Value) is null))
            result.AddError($"--allow-empty {token.Value} is not a kind.{Suggestion.For(token.Value, Kind.All.Select(known => known.Name))}");
    }
}
