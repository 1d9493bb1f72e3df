using System.Collections.Immutable;
using XmppDesiredState.Blobs;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Runs.Blobs;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Runs;

/// <summary>Makes the run store that the files declare, or the default one.</summary>
public static class RunStores
{
    public const string FolderType = "folder";
    public const string AzureBlobType = "azure-blob";

    /// <summary>The folder's name unless <c>runStore</c> says otherwise; it lies beside the first <c>-f</c>.</summary>
    public const string DefaultFolder = ".xmppstate";

    /// <summary>Option of a folder.</summary>
    public static readonly Field<string> FolderPath = new("path", PathType.Instance, Traits.None, "The folder; .xmppstate beside the first file unless given.");

    /// <summary>The types and their options.</summary>
    public static ImmutableArray<(string Type, string Summary, ImmutableArray<Field> Options)> Types { get; } =
    [
        (FolderType, "A folder.", [FolderPath]),
        (AzureBlobType, "A container of Azure Blob Storage, for runners that keep no files.", AzureBlobOptions.All),
    ];

    /// <summary>What is wrong with a declaration. Pure: opens nothing.</summary>
    public static ImmutableArray<Diagnostic> Check(RunStoreDeclaration declaration)
    {
        var type = Types.FirstOrDefault(known => known.Type == declaration.Type);
        if (type.Type is null)
        {
            return [RunStoreDiagnostics.UnknownType.At(declaration.Where, $"'{declaration.Type}' is not a type of run store.",
                $"Write one of these types: {string.Join(", ", Types.Select(known => known.Type))}.")];
        }

        ImmutableArray<Diagnostic> problems = [.. declaration.Options.Select(option => Check(declaration, type.Options, option)).OfType<Diagnostic>()];
        return problems.IsEmpty && declaration.Type == AzureBlobType ? [.. AzureBlobOptions.Check(declaration)] : problems;
    }

    /// <summary>A store, or why there is none. Touches nothing yet.</summary>
    /// <param name="declaration">Null: the default.</param>
    /// <param name="rootFolder">Absolute path of the folder that holds the first <c>-f</c>.</param>
    /// <param name="openBlobs">How a container is opened.</param>
    public static (IRunStore? Store, ImmutableArray<Diagnostic> Diagnostics) Create(RunStoreDeclaration? declaration, string rootFolder, TimeProvider clock, OpenBlobs openBlobs)
    {
        if (declaration is null) return (new FolderRunStore(Path.Combine(rootFolder, DefaultFolder), clock), []);
        if (Check(declaration) is { IsEmpty: false } problems) return (null, problems);
        if (declaration.Type == AzureBlobType) return (new BlobRunStore(openBlobs(AzureBlobOptions.PlaceOf(declaration)), clock), []);

        var path = declaration.Options.TryGetValue(FolderPath.Name, out var given) && FolderPath.Type.TryRead(given, out string? written, out _) ? written : DefaultFolder;
        return (new FolderRunStore(Path.GetFullPath(path, rootFolder), clock), []);
    }

    private static Diagnostic? Check(RunStoreDeclaration declaration, ImmutableArray<Field> known, KeyValuePair<string, Value> option)
    {
        if (known.FirstOrDefault(field => field.Name == option.Key) is not { } field)
        {
            return RunStoreDiagnostics.BadOption.At(declaration.Where, $"'{option.Key}' is not an option of a run store of type {declaration.Type}.",
                $"Known options: {string.Join(", ", known.Select(candidate => candidate.Name))}.");
        }

        return field.TryRead(option.Value, out _, out var problem) ? null
            : RunStoreDiagnostics.BadOption.At(declaration.Where, $"{field.Name} of runStore {problem.Message}.", problem.Fix);
    }
}
