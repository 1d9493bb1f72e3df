using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Scripts;

/// <summary>Whom a script is for.</summary>
/// <param name="Deployment">Name of the deployment.</param>
/// <param name="Provider">The instance, as the files declare it.</param>
/// <param name="Scopes">What is to be read, one of each kind.</param>
/// <param name="Version">Of this program, for the head.</param>
public sealed record ScriptSubject(string Deployment, ProviderDeclaration Provider, ImmutableArray<Scope> Scopes, string Version);
