using Kindline.Compliance;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Telephony;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Flows.Transfers;

/// <summary>A third one outside: called by a trunk with the practice's number, and left alone with the caller.</summary>
internal sealed class OutsideParty(VoiceHost voice, Emergencies emergencies, KindlineOptions options, InteractionLog log)
{
    // Help is not given up as a colleague is who does not come to the phone.
    private static readonly TimeSpan EmergencyRings = TimeSpan.FromSeconds(60);

    public bool CanBeCalled => voice.CallsOut;

    /// <summary>Whoever dials 911 from within a call has somebody of ours told, as with a call of its own (47 CFR 9.16(b)(2)).</summary>
    public Task<DialOutcome> DialAsync(CallContext call, AgentId by, string number, CancellationToken ct)
    {
        if (number == EmergencyNumber.Police)
        {
            emergencies.Raise(call.Live, by, EmergencyKind.Dialled911);
        }
        var request = new DialRequest(new DialTarget.Outside(number), call.Line.E164, call.Live.PracticeName)
        {
            RingFor = EmergencyNumber.Is(number) ? EmergencyRings : options.TransferRings,
            Attempted = tried => log.Append(call.Id, EventType.TrunkTried, new TrunkFact(tried.Trunk, tried.Status, tried.Why)),
        };
        return voice.Exchange.DialAsync(request, ct);
    }

    /// <summary>The two outside talk, unrecorded, until one hangs up; none of ours is there.</summary>
    public async Task<Handover> TalkAsync(CallContext call, CallLeg third, CancellationToken ct)
    {
        await call.StopRecordingAsync();
        call.Live.Transfer = null;
        call.Became(InteractionState.Talking);
        call.Conference.Add(third.Media, ConferenceRole.Outside);
        call.Conference.SetHold(call.Leg.Media, held: false);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, call.Leg.Ended, third.Ended);
        try
        {
            await DigitRelay.BothWaysAsync(call, third, log, over.Token);
        }
        finally
        {
            await third.HangUpAsync();
            await call.Leg.HangUpAsync();
        }
        return new Handover.Over();
    }

    /// <summary>Why nobody came to the phone, in words for the one who sent the call.</summary>
    public static string Words(DialOutcome outcome) => outcome switch
    {
        DialOutcome.Busy => "is busy",
        DialOutcome.NoAnswer => "did not answer",
        DialOutcome.Declined => "declined",
        DialOutcome.Unreachable => "could not be reached: the carrier does not answer",
        DialOutcome.Failed failed => $"was refused by the carrier ({failed.Status})",
        _ => "was given up",
    };
}
