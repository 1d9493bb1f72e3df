using System.Text;
using XmppDesiredState.LyncPowerShell.Binding;
using XmppDesiredState.LyncPowerShell.Host;
using XmppDesiredState.LyncPowerShell.Xmpp;

if (args is [Listener.LaunchOption, _, _]) return Listener.Launch(args[1], args[2]);
if (args is [Listener.RunOption, _, _]) return await Listener.RunAsync(args[1], args[2]);
var line = CommandLine.Parse(args);
if (line.Problem is not null)
{
    Console.Error.WriteLine(line.Problem);
    return CommandLine.Misunderstood;
}
Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true });
using var engine = new Engine(Console.Out, Console.Error, state => LyncModule.AddTo(state, Environment.GetEnvironmentVariable("LYNCSIM_STATE")));
if (line.ReadsStandardInput)
{
    var input = new StandardInput(Console.In);
    while (engine.ExitCode is null && input.Next() is { } statement) engine.Run(statement);
    return engine.ExitCode ?? 0;
}
if (line.File is not null) return engine.RunFile(line.File, line.Arguments) == RunOutcome.Broken ? engine.ExitCode ?? 1 : engine.ExitCode ?? 0;
return engine.RunCommand(line.Command!) == RunOutcome.Succeeded ? engine.ExitCode ?? 0 : engine.ExitCode ?? 1;
