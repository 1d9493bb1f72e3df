using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>What the servers did about one row.</summary>
/// <param name="Ping">From our domain to theirs.</param>
/// <param name="Outgoing">How our stream to them was authenticated; null: it was not.</param>
/// <param name="Incoming">How theirs to us was authenticated; null: it was not.</param>
/// <param name="IncomingWasTried">Whether they tried. Who is not pinged and cannot ping opens no stream.</param>
internal sealed record RealFederation(S2sPing Ping, AuthenticationMethods? Outgoing, AuthenticationMethods? Incoming, bool IncomingWasTried);
