using Kindline.Engine;
using Kindline.Interactions;
using Kindline.Numbers;
using Kindline.Recording;
using Kindline.Telephony;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Flows;

/// <summary>One inbound call on its way through the flow: what every step needs.</summary>
internal sealed class InboundContext(LiveCall live, DialledLine line, CallLeg leg, Conference conference, InteractionLog log, TimeProvider clock)
{
    public InteractionId Id => live.Id;
    public LiveCall Live => live;
    public DialledLine Line => line;
    public CallLeg Leg => leg;

    /// <summary>The room of this call: the caller alone until an agent joins; the recorder listens here.</summary>
    public Conference Conference => conference;

    /// <summary>Whether the caller has heard to its end that the call is recorded: nothing is stored before.</summary>
    public bool MayRecord { get; set; }

    /// <summary>Runs once the announcement was heard to its end.</summary>
    public CallRecording? Recording { get; set; }

    /// <summary>Fires when the caller is gone, however that came about.</summary>
    public CancellationToken CallerGone => leg.Ended;

    /// <summary>Keys pressed before anybody asked for one are on the record, and do nothing.</summary>
    public void ForgetDigits()
    {
        while (leg.Media.Digits.TryRead(out var early))
        {
            Note(EventType.Digit, new DigitFact(early.ToString()));
        }
    }

    public void Note(string type, object? data = null) => log.Append(live.Id, type, data ?? new NoFact());

    public void Became(InteractionState state) => live.Became(state, clock.GetUtcNow());
}
