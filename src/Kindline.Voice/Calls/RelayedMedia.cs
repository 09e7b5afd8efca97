using Kindline.Voice.Sdp;
using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Transactions;

namespace Kindline.Voice.Calls;

/// <summary>
/// The descriptions of a leg whose peer speaks no plain RTP, a browser or an encrypted trunk: what <see cref="LegMedia"/> says in plain RTP
/// goes to the peer through the relay, and the other way. What is asked of the relay is asked in turn, so that the deletion comes last.
/// Lives in the leg's mailbox.
/// </summary>
/// <param name="session">Not named by the Call-ID, which a caller chooses: nobody shall name another's session.</param>
internal sealed class RelayedMedia(LegMedia plain, IMediaRelay relay, RelaySession session, IMailbox mailbox, BackgroundWork background) : IOfferAnswer
{
    private static readonly Described.Failed Unavailable = new(503, "Service Unavailable", "media relay unavailable");

    private readonly Queue<Func<Task>> waiting = [];
    private bool asking;

    /// <summary>What the peer's side was last agreed to be encrypted by; null before.</summary>
    public string? Encryption { get; private set; }

    public void Offer(bool hold, Action<Described> then) => plain.Offer(hold, ours => Rewrite(
        ours, sdp => relay.OfferAsync(session, RelaySide.Exchange, sdp), then));

    public void Answer(ReadOnlyMemory<byte> offer, Action<Described> then) => Check(offer, RelaySide.Peer, then, (checkedOffer, _) => Ask(
        () => relay.OfferAsync(session, RelaySide.Peer, checkedOffer),
        rewritten => Take(rewritten, plain.Answer, ours => Rewrite(
            ours, sdp => relay.AnswerAsync(session, RelaySide.Exchange, sdp), then, agrees: true))));

    public void Accept(ReadOnlyMemory<byte> answer, Action<Described> then) => Check(answer, RelaySide.Peer, then, (checkedAnswer, encryption) => Ask(
        () => relay.AnswerAsync(session, RelaySide.Peer, checkedAnswer),
        rewritten => Take(rewritten, plain.Accept, taken =>
        {
            Encryption = taken is Described.Sdp ? encryption : Encryption;
            then(taken);
        })));

    public void Preview(ReadOnlyMemory<byte> answer, Action heard) => Check(answer, RelaySide.Peer, static _ => { }, (checkedAnswer, _) => Ask(
        () => relay.AnswerAsync(session, RelaySide.Peer, checkedAnswer),
        rewritten => Take(rewritten, (body, _) => plain.Preview(body, heard), static _ => { })));

    public void Withdraw() => plain.Withdraw();

    /// <summary>The leg is over.</summary>
    public void Close() => Enqueue(() => relay.DeleteAsync(session));

    /// <summary>Goes on with what of a description may be passed on, and the encryption that it speaks of.</summary>
    /// <param name="of">Whose description it is: where ours is in the clear, it is the relay that failed.</param>
    private void Check(ReadOnlyMemory<byte> sdp, RelaySide of, Action<Described> then, Action<ReadOnlyMemory<byte>, string?> goOn)
    {
        if (session.Speech != PeerSpeech.Sdes)
        {
            goOn(sdp, "DTLS-SRTP");
        }
        else if (SdesAudio.Secured(sdp.Span) is { } secured)
        {
            goOn((of == RelaySide.Exchange ? SdesAudio.MostSpokenFirst(secured) : secured).ToBytes(), SdesAudio.SuiteOf(secured));
        }
        else
        {
            then(of == RelaySide.Exchange ? Unavailable : Described.Failed.InTheClear);
        }
    }

    /// <summary>What we say, for the peer.</summary>
    /// <param name="agrees">Whether it settles what is spoken.</param>
    private void Rewrite(Described ours, Func<ReadOnlyMemory<byte>, Task<RelayOutcome>> rewrite, Action<Described> then, bool agrees = false)
    {
        if (ours is Described.Sdp { Body: var sdp })
        {
            Ask(() => rewrite(sdp), rewritten => Take(rewritten, (body, next) => Check(body, RelaySide.Exchange, next, (checkedBody, encryption) =>
            {
                Encryption = agrees ? encryption : Encryption;
                next(new Described.Sdp(checkedBody));
            }), then));
        }
        else
        {
            then(ours);
        }
    }

    private static void Take(
        RelayOutcome outcome, Action<ReadOnlyMemory<byte>, Action<Described>> rewritten, Action<Described> then)
    {
        switch (outcome)
        {
            case RelayOutcome.Rewritten(var sdp):
                rewritten(sdp, then);
                break;
            case RelayOutcome.Refused:
                then(Described.Failed.NothingInCommon);
                break;
            default:
                then(Unavailable);
                break;
        }
    }

    private void Ask(Func<Task<RelayOutcome>> question, Action<RelayOutcome> answered) => Enqueue(async () =>
    {
        RelayOutcome outcome = new RelayOutcome.Unavailable();
        try
        {
            outcome = await question().ConfigureAwait(false);
        }
        finally
        {
            mailbox.Post(() => answered(outcome));
        }
    });

    private void Enqueue(Func<Task> work)
    {
        waiting.Enqueue(work);
        AskNext();
    }

    private void AskNext()
    {
        if (!asking && waiting.TryDequeue(out var work))
        {
            asking = true;
            background.Run(async () =>
            {
                try
                {
                    await work().ConfigureAwait(false);
                }
                finally
                {
                    mailbox.Post(() =>
                    {
                        asking = false;
                        AskNext();
                    });
                }
            });
        }
    }
}
