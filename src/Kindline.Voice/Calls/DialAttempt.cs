using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Dialogs;

namespace Kindline.Voice.Calls;

/// <summary>Why an INVITE of ours has come to nothing.</summary>
/// <param name="Status">The final status, or what stands for it where none came.</param>
/// <param name="Phrase">Its words.</param>
/// <param name="By">The network where nothing answers at the address.</param>
/// <param name="Rang">Whether a 180 had come: the callee was alerted.</param>
/// <param name="Response">The answer where one came.</param>
internal sealed record DialRefusal(int Status, string Phrase, LegEnder By, bool Rang, SipResponse? Response);

/// <summary>One INVITE of a call out, and how it fared.</summary>
internal sealed class DialAttempt : IInviteClientUser
{
    private readonly TaskCompletionSource<DialOutcome> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CallLeg leg;
    private readonly DialogLayer layer;
    private readonly Action ringing;
    private readonly Action<CallLeg> heard;
    private readonly InviteClient client;
    private bool rang;

    public DialAttempt(CallLeg leg, DialogLayer layer, OutgoingInvite invite, Action ringing, Action<CallLeg> heard)
    {
        this.leg = leg;
        this.layer = layer;
        this.ringing = ringing;
        this.heard = heard;
        client = new InviteClient(layer, invite, leg.Descriptions, this);
    }

    /// <summary>Completes with an answer or a refusal; never fails.</summary>
    public Task<DialOutcome> Outcome => outcome.Task;

    /// <summary>What the peer said where it refused; to be read once <see cref="Outcome"/> is known.</summary>
    public DialRefusal? Refusal { get; private set; }

    public void Start() => layer.Mailbox.Post(client.Start);

    /// <summary>Gives up at once; what is left of the signalling goes on by itself. Too late where the outcome is known.</summary>
    public void Cancel() => layer.Mailbox.Post(() =>
    {
        client.Cancel();
        if (outcome.TrySetResult(new DialOutcome.Cancelled()))
        {
            leg.Conclude(new LegEnd(LegEnder.Us, "cancelled", 487, null, layer.Timers.Now));
        }
    });

    public void OnProgress(int status)
    {
        // 183 is what carriers say "all circuits are busy" with; only 180 says that a telephone rings.
        rang |= status == 180;
        ringing();
    }

    public void OnHeard() => heard(leg);

    public void OnAnswered(InviteSession session)
    {
        leg.Begin(session);
        outcome.TrySetResult(new DialOutcome.Answered(leg));
    }

    public void OnRefused(int status, string phrase, LegEnder by, SipResponse? response)
    {
        Refusal = new DialRefusal(status, phrase, by, rang, response);
        leg.Conclude(new LegEnd(by, "not answered", status, null, layer.Timers.Now));
        outcome.TrySetResult(OutcomeOf(status, phrase, by));
    }

    public void OnEnded(LegEnd end) => ((ISessionUser)leg).OnEnded(end);

    public void OnReferred(Referral referral) => ((ISessionUser)leg).OnReferred(referral);

    public void OnDigit(char digit) => ((ISessionUser)leg).OnDigit(digit);

    private static DialOutcome OutcomeOf(int status, string phrase, LegEnder by) => status switch
    {
        _ when by == LegEnder.Network => new DialOutcome.Unreachable(),
        486 or 600 => new DialOutcome.Busy(),
        408 or 480 => new DialOutcome.NoAnswer(),
        603 or 607 => new DialOutcome.Declined(),
        _ => new DialOutcome.Failed(status, phrase),
    };
}
