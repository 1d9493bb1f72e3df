using System.CommandLine;

return await new RootCommand("Desired state for XMPP federation.").Parse(args).InvokeAsync();
