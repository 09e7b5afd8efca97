using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Calls;

/// <summary>
/// The descriptions of a leg whose peer is a browser: what <see cref="LegMedia"/> says in plain RTP goes to the peer through the
/// relay, and the other way. What is asked of the relay is asked in turn, so that the deletion comes last.
/// Lives in the leg's mailbox.
/// </summary>
internal sealed class RelayedMedia(LegMedia plain, IMediaRelay relay, IMailbox mailbox, BackgroundWork background) : IOfferAnswer
{
    private static readonly Described.Failed Unavailable = new(503, "Service Unavailable", "media relay unavailable");

    // Not the Call-ID, which a caller chooses: nobody shall name another's session.
    private readonly string session = Tokens.NewCallId();
    private readonly Queue<Func<Task>> waiting = [];
    private bool asking;

    public void Offer(bool hold, Action<Described> then) => plain.Offer(hold, ours => Rewrite(
        ours, sdp => relay.OfferAsync(session, RelaySide.Exchange, sdp), then));

    public void Answer(ReadOnlyMemory<byte> offer, Action<Described> then) => Ask(
        () => relay.OfferAsync(session, RelaySide.Browser, offer),
        rewritten => Take(rewritten, plain.Answer, ours => Rewrite(
            ours, sdp => relay.AnswerAsync(session, RelaySide.Exchange, sdp), then)));

    public void Accept(ReadOnlyMemory<byte> answer, Action<Described> then) => Ask(
        () => relay.AnswerAsync(session, RelaySide.Browser, answer), rewritten => Take(rewritten, plain.Accept, then));

    public void Withdraw() => plain.Withdraw();

    /// <summary>The leg is over.</summary>
    public void Close() => Enqueue(() => relay.DeleteAsync(session));

    /// <summary>What we say, for the browser.</summary>
    private void Rewrite(Described ours, Func<ReadOnlyMemory<byte>, Task<RelayOutcome>> rewrite, Action<Described> then)
    {
        if (ours is Described.Sdp { Body: var sdp })
        {
            Ask(() => rewrite(sdp), rewritten => Take(rewritten, static (body, next) => next(new Described.Sdp(body)), then));
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
