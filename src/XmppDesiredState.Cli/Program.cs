using XmppDesiredState.Cli;

return await ProcessHost.RunAsync(args);
