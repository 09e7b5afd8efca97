using Kindline.Voice.Sip.Transactions;

namespace Kindline.Voice.Sip.Dialogs;

/// <summary>A request inside a dialog whose only interest is that it arrives, even past a challenge (RFC 3261 22.2).</summary>
internal sealed class DialogRequest : IClientTransactionUser
{
    private readonly InviteSession session;
    private readonly string method;
    private readonly ChallengeRetry? retry;

    private DialogRequest(InviteSession session, string method)
    {
        this.session = session;
        this.method = method;
        retry = session.Credentials is { } credentials ? new ChallengeRetry(credentials) : null;
    }

    public static void Send(InviteSession session, string method) => new DialogRequest(session, method).Send(null);

    public void OnResponse(SipResponse response)
    {
        if (response.StatusCode is 401 or 407 && retry is not null && retry.MayAnswer(response))
        {
            Send(response);
        }
    }

    public void OnFailure(TransactionFailure failure)
    {
        // The peer is gone; the session behind this request is over already.
    }

    private void Send(SipResponse? challenge)
    {
        var request = session.Dialog.NewRequest(method);
        request.Headers.Add(HeaderNames.UserAgent, session.Layer.UserAgent);
        if (challenge is not null && retry?.Answer(challenge, request) != true)
        {
            return;
        }
        session.Layer.Transactions.Send(request, session.Dialog.NextHop, this);
    }
}
