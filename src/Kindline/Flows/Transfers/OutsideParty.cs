using Kindline.Compliance;
using Kindline.Engine;
using Kindline.Flows.Outside;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Telephony;
using Kindline.Telephony.Signalling;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Flows.Transfers;

/// <summary>A third one outside: called by a trunk with the practice's number, and left alone with the caller.</summary>
internal sealed class OutsideParty(VoiceHost voice, OutsideDoor door, Emergencies emergencies, KindlineOptions options, InteractionLog log)
{
    // Help is not given up as a colleague is who does not come to the phone.
    private static readonly TimeSpan EmergencyRings = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Null where the number can be called, else why not in words for the agent. A limit that stands in the way is noted on the
    /// record and raises its alarm.
    /// </summary>
    public string? WhyNot(CallContext call, AgentId by, string number)
    {
        if (!voice.CallsOut)
        {
            return "There is no trunk for outbound calls.";
        }
        if (door.WhyNot(by, number) is not { } limit)
        {
            return null;
        }
        call.Note(EventType.LimitRefused, new LimitRefusedFact(by, number, limit.Kind));
        door.Alarm(by);
        return limit.Words;
    }

    /// <summary>Whoever dials 911 from within a call has somebody of ours told, as with a call of its own (47 CFR 9.16(b)(2)).</summary>
    /// <param name="call">From within which.</param>
    /// <param name="by">Who dials.</param>
    /// <param name="number">Whom.</param>
    /// <param name="heard">Runs when the number can be heard before it answers; null where nobody listens.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<DialOutcome> DialAsync(CallContext call, AgentId by, string number, Action<CallLeg>? heard, CancellationToken ct)
    {
        if (number == EmergencyNumber.Police)
        {
            emergencies.Raise(call.Live, by, EmergencyKind.Dialled911);
        }
        var request = new DialRequest(new DialTarget.Outside(number), call.Line.E164, call.Live.PracticeName)
        {
            Label = new LegLabel(call.Id.Value, CallParty.Outside),
            MustGetThrough = EmergencyNumber.Is(number),
            Heard = heard,
            RingFor = EmergencyNumber.Is(number) ? EmergencyRings : options.TransferRings,
            Attempted = tried => log.Append(call.Id, EventType.TrunkTried, new TrunkFact(tried.Trunk, tried.Status, tried.Why)),
        };
        var place = door.Begin(by, number);
        var outcome = await voice.Exchange.DialAsync(request, ct);
        if (outcome is DialOutcome.Answered { Leg: var third })
        {
            // The agent may be long gone from it: the two outside talk on at the centre's cost.
            third.Ended.UnsafeRegister(left => ((IDisposable?)left)?.Dispose(), place);
        }
        else
        {
            place.Dispose();
        }
        return outcome;
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
