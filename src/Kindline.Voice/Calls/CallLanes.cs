using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Guard;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;
using Microsoft.Extensions.Logging;

namespace Kindline.Voice.Calls;

/// <summary>
/// The exchange's concurrency: a fixed number of mailboxes, each with its own transactions and dialogs. A Call-ID always leads to
/// the same one, so that all that happens to a call happens in turn, and calls do not wait for each other's locks: there are none.
/// </summary>
internal sealed class CallLanes(
    ISipWire wire, OpenCalls calls, IOutOfDialogUser outside, Action<SipFlow> flowFailed, SipTrace trace, string userAgent, TimeProvider clock, ILogger logger) : ISipReceiver
{
    private readonly DialogLayer[] lanes =
        [
            .. Enumerable.Range(0, 2 * Environment.ProcessorCount)
                .Select(_ => new DialogLayer(new Mailbox(logger), clock, wire, calls, outside, userAgent)),
        ];
    private readonly Action<SipFlow> flowFailed = flowFailed;

    /// <summary>How many transactions and dialogs are alive; a glance, not a count.</summary>
    public int Open => lanes.Sum(l => l.Transactions.Count + l.Count);

    /// <summary>The lane of a Call-ID.</summary>
    public DialogLayer Of(string callId) => lanes[(uint)string.GetHashCode(callId, StringComparison.Ordinal) % (uint)lanes.Length];

    public void OnMessage(SipMessage message)
    {
        trace.Received(message);
        var lane = Of(message.CallId ?? "");
        lane.Mailbox.Post(() => Receive(lane, message));
    }

    public void OnFlowFailed(SipFlow flow)
    {
        foreach (var lane in lanes)
        {
            lane.Mailbox.Post(() => lane.Transactions.OnFlowFailed(flow));
        }
        flowFailed(flow);
    }

    private static void Receive(DialogLayer lane, SipMessage message)
    {
        if (message is SipRequest request)
        {
            lane.Transactions.Receive(request);
        }
        else if (message is SipResponse response)
        {
            lane.Transactions.Receive(response);
        }
    }
}
