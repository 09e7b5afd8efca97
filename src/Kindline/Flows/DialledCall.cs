using Kindline.Telephony;
using Kindline.Voice.Calls;

namespace Kindline.Flows;

/// <summary>
/// A call that an agent dials on the phone's own keys. It would have neither practice nor patient on its record, so it is
/// refused with words that the phone shows; outbound calls are made from the desktop. A phone may be tried, though.
/// </summary>
internal sealed class DialledCall(EchoCall echo) : IDialledCalls
{
    public Task RunAsync(IncomingCall call, CancellationToken ct) =>
        call.To == EchoCall.Number ? echo.RunAsync(call.Leg, ct) : call.Leg.RejectAsync(403, "Dial from the Kindline desktop");
}
