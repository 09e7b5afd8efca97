using Kindline.Voice.Sip.Transactions;

namespace Kindline.Voice.Sip.Dialogs;

/// <summary>
/// A request inside a dialog whose only interest is that it arrives, even past a challenge (RFC 3261 22.2), or that the peer has
/// lost the dialog: 481, 408 or silence (12.2.1.2). A peer whose connection only it can make is given the time of a transaction to
/// come again.
/// </summary>
internal sealed class DialogRequest : IClientTransactionUser
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);

    private readonly InviteSession session;
    private readonly string method;
    private readonly Action? lost;
    private readonly Action<SipRequest>? dress;
    private readonly ChallengeRetry? retry;
    private readonly DateTimeOffset giveUpAt;

    private DialogRequest(InviteSession session, string method, Action? lost, Action<SipRequest>? dress)
    {
        this.session = session;
        this.method = method;
        this.lost = lost;
        this.dress = dress;
        giveUpAt = session.Layer.Timers.Now + TransactionTimes.GiveUp;
        retry = session.Credentials is { } credentials ? new ChallengeRetry(credentials) : null;
    }

    /// <param name="lost">Runs where the peer knows no such dialog, or is gone.</param>
    /// <param name="dress">Gives the request further fields and a body.</param>
    public static void Send(InviteSession session, string method, Action? lost = null, Action<SipRequest>? dress = null) =>
        new DialogRequest(session, method, lost, dress).Send(null);

    public void OnResponse(SipResponse response)
    {
        if (response.StatusCode is 401 or 407 && retry is not null && retry.MayAnswer(response))
        {
            Send(response);
        }
        else if (response.StatusCode is 408 or 481)
        {
            lost?.Invoke();
        }
    }

    public void OnFailure(TransactionFailure failure)
    {
        var away = failure == TransactionFailure.Transport && !session.Dialog.NextHop.CanBeMadeAnew;
        if (away && session.Layer.Timers.Now < giveUpAt)
        {
            session.Layer.Timers.After(AgainAfter, () => Send(null));
        }
        else
        {
            lost?.Invoke();
        }
    }

    private void Send(SipResponse? challenge)
    {
        var request = session.Dialog.NewRequest(method);
        request.Headers.Add(HeaderNames.UserAgent, session.Layer.UserAgent);
        dress?.Invoke(request);
        if (challenge is not null && retry?.Answer(challenge, request) != true)
        {
            return;
        }
        session.Layer.Transactions.Send(request, session.Dialog.NextHop, this);
    }
}
