using System.Net;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Calls;

/// <summary>Which call of the host's a leg belongs to, and as what.</summary>
/// <param name="Call">The host's own name of the call.</param>
/// <param name="Party">Who is at the other end, in the host's words, such as "caller" or "agent".</param>
public sealed record LegLabel(Guid Call, string Party);

/// <summary>One SIP message as it passed.</summary>
/// <param name="At">When it was read from, or given to, the socket.</param>
/// <param name="Sent">Whether we sent it.</param>
/// <param name="Protocol">The transport.</param>
/// <param name="Peer">The other side's address.</param>
/// <param name="Text">The message. One that came has long names and one line a field, however it was written, and the received and rport of its Via.</param>
public sealed record TracedMessage(DateTimeOffset At, bool Sent, SipProtocol Protocol, IPEndPoint Peer, string Text);

/// <summary>The signalling of one leg.</summary>
/// <param name="CallId">Its SIP Call-ID.</param>
/// <param name="Label">Whose it is.</param>
/// <param name="Messages">In the order in which they passed.</param>
/// <param name="Left">How many more passed that were not kept.</param>
public sealed record LegTrace(string CallId, LegLabel? Label, IReadOnlyList<TracedMessage> Messages, int Left);
