namespace Kindline.Voice.Sip.Dialogs;

/// <summary>A digest account of ours at a carrier, with the count of what was sent under a nonce, for a call's whole life.</summary>
internal sealed record Credentials(string User, string Password)
{
    public DigestClient Client { get; } = new();
}

/// <summary>
/// Answers the challenges of one request (RFC 3261 22.2): once, and once more where only the nonce had become stale. A second
/// challenge otherwise means that the password is wrong.
/// </summary>
internal sealed class ChallengeRetry(Credentials credentials)
{
    private int answers;

    /// <summary>Whether a 401 or 407 deserves another try.</summary>
    public bool MayAnswer(SipResponse response) =>
        DigestChallenge.TryPick(response, out var challenge, out _) && (answers == 0 || (answers == 1 && challenge.Stale));

    /// <summary>Puts the answer into a new request; false where there is none.</summary>
    public bool Answer(SipResponse response, SipRequest request)
    {
        if (!DigestChallenge.TryPick(response, out var challenge, out var field))
        {
            return false;
        }
        answers++;
        var answer = credentials.Client.Answer(
            challenge, request.Method, request.Uri.ToString(), credentials.User, credentials.Password, request.Body.Span);
        request.Headers[field] = answer.ToString();
        return true;
    }
}
