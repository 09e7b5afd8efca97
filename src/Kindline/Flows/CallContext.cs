using Kindline.Engine;
using Kindline.Interactions;
using Kindline.Numbers;
using Kindline.Recording;
using Kindline.Telephony;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;
using Kindline.WorkItems;

namespace Kindline.Flows;

/// <summary>One call with somebody outside on its way through the flow: what every step needs.</summary>
/// <param name="line">The line of ours that was dialled, or that a call out shows.</param>
/// <param name="leg">The outside party.</param>
internal sealed class CallContext(LiveCall live, DialledLine line, CallLeg leg, Conference conference, InteractionLog log, TimeProvider clock)
{
    private readonly HashSet<CallLeg> watched = [];
    private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InteractionId Id => live.Id;
    public LiveCall Live => live;
    public DialledLine Line => line;
    public CallLeg Leg => leg;

    /// <summary>The room of this call: the outside party alone until an agent joins; the recorder listens here.</summary>
    public Conference Conference => conference;

    /// <summary>Whether the outside party has heard to its end that the call is recorded: nothing is stored before.</summary>
    public bool MayRecord { get; set; }

    /// <summary>Runs once the announcement was heard to its end.</summary>
    public CallRecording? Recording { get; set; }

    /// <summary>Who of ours talks with the outside party, or talked last.</summary>
    public Speaker? Speaking { get; private set; }

    /// <summary>Whether one of ours and the outside party have heard each other.</summary>
    public bool Answered => answered.Task.IsCompleted;

    /// <summary>Once that is so; never for a call that nobody answers.</summary>
    public Task WhenAnswered => answered.Task;

    /// <summary>Runs once for each phone by which one of ours speaks.</summary>
    public Action<AgentId, CallLeg>? OurPhoneJoins { get; set; }

    /// <summary>What we owe the outside party after a transfer that found nobody.</summary>
    public OwedKind? Owes { get; set; }

    /// <summary>Fires when the outside party is gone, however that came about.</summary>
    public CancellationToken CallerGone => leg.Ended;

    /// <summary>Keys pressed before anybody asked for one are on the record, and do nothing.</summary>
    public void ForgetDigits()
    {
        while (leg.Media.Digits.TryRead(out var early))
        {
            Note(EventType.Digit, new DigitFact(early.ToString()));
        }
    }

    /// <summary>One of ours and the outside party hear each other from now on.</summary>
    public void Meets() => answered.TrySetResult();

    /// <summary>From now on the outside party's sound is watched, and on the record when it is over.</summary>
    public void WatchOutside() => Watch(leg, null);

    /// <summary>
    /// Once a leg is gone, how well it was heard goes on the record, once however often the call comes back to it; of a leg that said
    /// nothing there is nothing to say. Its keys count from now on.
    /// </summary>
    private void Watch(CallLeg heard, AgentId? agent)
    {
        if (watched.Add(heard))
        {
            var watching = new LiveLeg(agent, () => heard.Media.Statistics);
            live.Heard(watching);
            heard.Ended.UnsafeRegister(_ =>
            {
                live.HeardNoMore(watching);
                NoteQuality(heard, agent);
            }, null);
            if (agent is { } ours)
            {
                OurPhoneJoins?.Invoke(ours, heard);
            }
        }
    }

    private void NoteQuality(CallLeg heard, AgentId? agent)
    {
        if (CallQuality.Of(heard.Media.Statistics) is { } q)
        {
            Note(EventType.Quality, new QualityFact(agent, q.Mos, q.LostPercent, q.LatePercent, q.JitterMs, q.RoundTripMs, q.LostByPeerPercent, heard.Encryption ?? "none"));
        }
    }

    /// <summary>The call is this agent's now.</summary>
    public void Takes(Speaker speaker)
    {
        Watch(speaker.Leg, speaker.Agent);
        Speaking = speaker;
        live.Agent = speaker.Agent;
        live.TalkSince = clock.GetUtcNow();
        live.AnswerAskedOf = null;
        live.Muted = speaker.Leg.Media.Muted;
        live.Transfer = null;
        live.ParkSlot = null;
        Became(live.HeldSince is null ? InteractionState.Talking : InteractionState.Held);
    }

    /// <summary>
    /// One of ours speaks by another leg from now on, in the same room; who hears whom, mute and hold stay as they are.
    /// </summary>
    /// <returns>Who speaks now: the same as before where the move was refused.</returns>
    public async Task<Speaker> MoveAsync(Speaker before, CallCommand.Move wish, Conference room)
    {
        if (wish.By != before.Agent || !(wish.InPlaceOf is null ? before.Leg.IsBrowser : wish.InPlaceOf == before.Leg) || wish.Leg.Ended.IsCancellationRequested)
        {
            wish.Refuse("The sound of the call cannot be moved there.");
            return before;
        }
        var after = before with { Leg = wish.Leg };
        after.Leg.Media.Muted = before.Leg.Media.Muted;
        Watch(after.Leg, after.Agent);
        room.Add(after.Leg.Media, ConferenceRole.OurSide);
        room.Remove(before.Leg.Media);
        Speaking = Speaking == before ? after : Speaking;
        Note(EventType.Moved, new AgentFact(before.Agent));
        wish.Accept();
        await before.Leg.HangUpAsync();
        return after;
    }

    /// <summary>The agent goes, the outside party hears music until somebody else comes.</summary>
    public async Task ReleaseAsync(Speaker speaker)
    {
        conference.SetHold(leg.Media, held: false);
        live.HeldSince = null;
        live.Returned = null;
        live.Agent = null;
        live.TalkSince = null;
        live.Muted = false;
        Speaking = null;
        conference.Remove(speaker.Leg.Media);
        await speaker.Leg.HangUpAsync();
    }

    /// <summary>Nothing more is stored of this call: who talks from now on has not heard that it is recorded.</summary>
    public async Task StopRecordingAsync()
    {
        conference.Recorder = null;
        MayRecord = false;
        await (Recording?.FinishAsync() ?? Task.CompletedTask);
    }

    /// <summary>The agent is heard no more, or again.</summary>
    public void Mute(Speaker speaker, bool on)
    {
        speaker.Leg.Media.Muted = live.Muted = on;
        NoteMute(speaker.Agent, on);
    }

    public void NoteMute(AgentId agent, bool on) => Note(on ? EventType.Muted : EventType.Unmuted, new AgentFact(agent));

    public void Note(string type, object? data = null) => log.Append(live.Id, type, data ?? new NoFact());

    public void Became(InteractionState state) => live.Became(state, clock.GetUtcNow());
}
