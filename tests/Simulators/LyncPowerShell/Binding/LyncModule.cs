using System.Globalization;
using System.Management.Automation.Runspaces;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Binding;

/// <summary>
/// Makes the installed module visible to the engine: its cmdlets are there, as automatic loading would have it, and <c>Get-Module -ListAvailable</c> and <c>Import-Module</c>
/// find it by name. Where none is installed there is neither.
/// </summary>
internal static class LyncModule
{
    public static void AddTo(InitialSessionState state, string? statePath)
    {
        var module = statePath is null ? "Lync" : StateFile.At(statePath).Read(world => world.Module);
        if (statePath is not null) Environment.SetEnvironmentVariable("PSModulePath", Folder(statePath, module));
        if (module is not null) LyncCmdlets.AddTo(state);
    }

    private static string Folder(string statePath, string? module)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(statePath))!, "modules-" + (module ?? "none"));
        Directory.CreateDirectory(Path.Combine(folder, module ?? ""));
        if (module is null) return folder;
        var manifest = Path.Combine(folder, module, module + ".psd1");
        if (File.Exists(manifest)) return folder;
        var next = manifest + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(next, "@{ ModuleVersion = '5.0.8308.0'; GUID = '7a4a7a57-6a3c-4c54-9b6c-0d0a2f1c5a11'; CmdletsToExport = '*'; FunctionsToExport = @(); AliasesToExport = @() }\n");
        File.Move(next, manifest, overwrite: true);
        return folder;
    }
}
