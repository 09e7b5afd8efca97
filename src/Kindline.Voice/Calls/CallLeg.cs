using System.Net;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sdp;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Dialogs;

namespace Kindline.Voice.Calls;

/// <summary>
/// One leg of a call: the signalling with one peer and its audio. All of it may be used from any thread; the signalling runs in
/// the mailbox of the leg's Call-ID, so that no two things happen to a leg at once.
/// </summary>
#pragma warning disable CA1001 // a token source without timer or wait handle holds nothing, and its token may be asked at any time
public sealed class CallLeg : ISessionUser
#pragma warning restore CA1001
{
    private readonly DialogLayer layer;
    private readonly LegMedia media;
    private readonly RelayedMedia? relayed;
    private readonly LegGuard guard;
    private readonly BackgroundWork background;
    private readonly SipTrace trace;
    private readonly Func<DialogId, CallLeg?> legOf;
    private readonly CancellationTokenSource ended = new();
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private InviteServer? inbound;
    private InviteSession? session;

    internal CallLeg(DialogLayer layer, string callId, SipFlow flow, LegMedia media, RelayedMedia? relayed, BackgroundWork background, SipTrace trace, Func<DialogId, CallLeg?> legOf, TimeSpan endSilentAfter)
    {
        this.layer = layer;
        this.media = media;
        this.relayed = relayed;
        this.background = background;
        this.trace = trace;
        this.legOf = legOf;
        CallId = callId;
        Flow = flow;
        guard = new LegGuard(
            layer, media, endSilentAfter, () => session?.Probe(), () => session?.HangUp(LegEnder.Network, "no audio"));
        Ended = ended.Token;
        media.HeldByPeerChanged = () => HeldByPeerChanged?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>The peer put us on hold or took us back. Raised in the leg's mailbox: handlers must not block.</summary>
    public event EventHandler? HeldByPeerChanged;

    /// <summary>A digit came as INFO (application/dtmf-relay), not RTP. Raised in the leg's mailbox: handlers must not block.</summary>
    public event EventHandler<char>? DigitByInfo;

    /// <summary>
    /// The peer wants somebody else to be called in its place. Raised in the leg's mailbox: handlers must not block. Refused where nobody
    /// listens.
    /// </summary>
    public event EventHandler<CallReferral>? Referred;

    /// <summary>Says which call of the host's this leg belongs to, for <see cref="ExchangeOptions.KeepTrace"/>.</summary>
    public void Label(LegLabel label) => trace.Label(CallId, label);

    /// <summary>The SIP Call-ID.</summary>
    public string CallId { get; }

    /// <summary>The leg's audio, disposed of when the leg ends.</summary>
    public MediaPort Media => media.Port;

    /// <summary>Its dialog, once there is one.</summary>
    internal DialogId? Dialog => session?.Dialog.Id;

    /// <summary>Who may take the leg's place from outside: the phones of the same user, or the same trunk; nobody where null.</summary>
    internal string? Owner { get; init; }

    /// <summary>The leg as its signalling needs it.</summary>
    internal IOfferAnswer Descriptions => relayed is null ? media : relayed;

    /// <summary>The codec that is spoken.</summary>
    public AudioCodec Codec => media.Codec;

    /// <summary>
    /// What the audio between the peer and this machine is encrypted by: an SRTP suite (RFC 4568 6.2), or "DTLS-SRTP" of a browser; null
    /// where it is plain RTP, or nothing is agreed yet.
    /// </summary>
    public string? Encryption => relayed?.Encryption;

    /// <summary>The peer's signalling address.</summary>
    public IPEndPoint Peer => Flow.Remote;

    /// <summary>Whether a browser is at the other end.</summary>
    public bool IsBrowser => Flow.IsWebSocket;

    /// <summary>The way by which the leg began.</summary>
    internal SipFlow Flow { get; }

    /// <summary>Whether the peer has picked up.</summary>
    internal bool Answered { get; private set; }

    /// <summary>Fires when the leg has ended, however it did.</summary>
    public CancellationToken Ended { get; }

    /// <summary>How the leg ended; null while it stands.</summary>
    public LegEnd? End { get; private set; }

    /// <summary>Whether the peer has us on hold.</summary>
    public bool HeldByPeer => media.HeldByPeer;

    /// <summary>Completes when the leg has ended and its ports are free again.</summary>
    internal Task Closed => closed.Task;

    /// <summary>Sends 180 Ringing.</summary>
    public Task RingAsync() => InMailbox(() => inbound?.Ring());

    /// <summary>
    /// Answers. True once the caller has acknowledged; false where the caller went first, or <paramref name="ct"/> fired, which
    /// hangs up.
    /// </summary>
    public async Task<bool> AnswerAsync(CancellationToken ct)
    {
        var answered = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        layer.Mailbox.Post(() => Settle(answered, () => Answer(up => answered.TrySetResult(up))));
        await using (ct.UnsafeRegister(static leg => ((CallLeg)leg!).PostHangUp(), this).ConfigureAwait(false))
        {
            return await answered.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Refuses with a final response from 300 to 699; hangs up where the leg is answered already.</summary>
    public Task RejectAsync(int status, string reason)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 699);
        return InMailbox(() =>
        {
            inbound?.Reject(status, reason, null);
            session?.HangUp(LegEnder.Us, "hung up");
        });
    }

    /// <summary>Ends the leg with a final response or BYE as its state demands; does nothing where it has ended.</summary>
    public Task HangUpAsync() => InMailbox(HangUp);

    /// <summary>Puts the peer on hold (sendonly, so that it hears music); true where it agreed.</summary>
    public Task<bool> HoldAsync(CancellationToken ct) => OfferAsync(hold: true, ct);

    /// <summary>Takes the peer back; true where it agreed.</summary>
    public Task<bool> ResumeAsync(CancellationToken ct) => OfferAsync(hold: false, ct);

    /// <summary>In the mailbox: the INVITE that this leg answers.</summary>
    internal void Begin(InviteServer server)
    {
        inbound = server;
        session = server.Session;
    }

    /// <summary>In the mailbox: the session that an INVITE of ours brought.</summary>
    internal void Begin(InviteSession answered)
    {
        session = answered;
        Answered = true;
        guard.Start();
    }

    /// <summary>Ends a leg whose host failed.</summary>
    internal Task FailAsync() => InMailbox(() =>
    {
        inbound?.Reject(500, "Server Internal Error", null);
        session?.HangUp(LegEnder.Us, "host failed");
    });

    /// <summary>The relay has lost its sessions: a new offer anchors the leg in it again, and a leg that will not be is ended.</summary>
    internal void Reanchor()
    {
        if (relayed is not null)
        {
            layer.Mailbox.Post(() => session?.Refresh(agreed =>
            {
                if (!agreed)
                {
                    session.HangUp(LegEnder.Network, "media relay lost");
                }
            }));
        }
    }

    /// <summary>In the mailbox: the leg is over.</summary>
    internal void Conclude(LegEnd end)
    {
        if (End is not null)
        {
            return;
        }
        End = end;
        guard.Stop();
        trace.Over(CallId);
        relayed?.Close();
        background.Run(CloseAsync);
    }

    void ISessionUser.OnEnded(LegEnd end) => Conclude(end);

    void ISessionUser.OnReferred(Referral referral)
    {
        if (Referred is not { } listeners)
        {
            referral.Refuse(603, "Decline");
            return;
        }
        listeners(this, new CallReferral(referral, layer.Mailbox, referral.Replaces is { } replaces ? legOf(replaces.Dialog) : null));
    }

    void ISessionUser.OnDigit(char digit) => DigitByInfo?.Invoke(this, digit);

    private void Answer(Action<bool> done)
    {
        if (inbound is null)
        {
            done(session?.IsUp == true);
            return;
        }
        inbound.Answer(up =>
        {
            if (up)
            {
                Answered = true;
                guard.Start();
            }
            done(up);
        });
    }

    private void HangUp()
    {
        if (inbound is not null)
        {
            inbound.HangUp();
        }
        else
        {
            session?.HangUp(LegEnder.Us, "hung up");
        }
    }

    private void PostHangUp() => layer.Mailbox.Post(HangUp);

    private Task<bool> OfferAsync(bool hold, CancellationToken ct)
    {
        var agreed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        layer.Mailbox.Post(() => Settle(agreed, () => Offer(hold, agreed)));
        return agreed.Task.WaitAsync(ct);
    }

    private void Offer(bool hold, TaskCompletionSource<bool> agreed)
    {
        if (session is { IsUp: true } up)
        {
            up.Offer(hold, yes => agreed.TrySetResult(yes));
        }
        else
        {
            agreed.TrySetResult(false);
        }
    }

    private Task InMailbox(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        layer.Mailbox.Post(() =>
        {
            try
            {
                work();
            }
            finally
            {
                done.TrySetResult();
            }
        });
        return done.Task;
    }

    /// <summary>Nobody shall wait for ever for what failed; the mailbox logs it.</summary>
    private static void Settle(TaskCompletionSource<bool> waiting, Action work)
    {
        try
        {
            work();
        }
        catch
        {
            waiting.TrySetResult(false);
            throw;
        }
    }

    /// <summary>Off the mailbox, as whoever hears of the end may do anything there.</summary>
    private async Task CloseAsync()
    {
        try
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            await media.Port.DisposeAsync().ConfigureAwait(false);
            closed.TrySetResult();
        }
    }
}
