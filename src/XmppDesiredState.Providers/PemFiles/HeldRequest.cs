using XmppDesiredState.Certificates;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary>A request with its key, and the chain once it was accepted.</summary>
/// <param name="Folder">Absolute path of the folder it lies in.</param>
/// <param name="Member">Whose folder that is in.</param>
internal sealed record HeldRequest(string Folder, string Member, OutstandingRequest Request, KeyPair Key, KeyedChain? Accepted);
