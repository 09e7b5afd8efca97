using Kindline.Agents;
using Kindline.Compliance;
using Kindline.Flows.Transfers;
using Kindline.Telephony;
using Kindline.Voice.Calls;

namespace Kindline.Flows;

/// <summary>
/// A call that an agent dials on the phone's own keys. It would have neither practice nor patient on its record, so it is
/// refused with words that the phone shows; outbound calls are made from the desktop. Help is dialled from anywhere, without a
/// prefix (47 CFR 9.16(b)(1), Kari's Law), and a phone may be tried.
/// </summary>
internal sealed class DialledCall(EchoCall echo, OutboundCall outbound, PhoneKeys keys, AgentRegister agents) : IDialledCalls
{
    public Task RunAsync(IncomingCall call, CancellationToken ct) =>
        call.Replaces is { } replaced ? keys.TakeOverAsync(call, replaced, ct)
        : call.To == EchoCall.Number ? echo.RunAsync(call.Leg, ct)
        : Emergency(call.To) is { } number && agents.OfPhone(call.RegisteredUser!) is { } agent
            ? outbound.DialledAsync(new OutboundInput(agent, Practice: null, number, Patient: null), call.Leg, ct)
        : call.Leg.RejectAsync(403, "Dial from the Kindline desktop");

    /// <summary>Some phones send +911, or parameters behind the number (RFC 3966).</summary>
    private static string? Emergency(string dialled)
    {
        var number = dialled.Split(';', 2)[0].TrimStart('+');
        return EmergencyNumber.Is(number) ? number : null;
    }
}
