namespace Kindline.Voice.Sip;

/// <summary>What to do with a request that cannot be served as it stands.</summary>
public abstract record RequestFault
{
    private RequestFault()
    {
    }

    /// <summary>Answer with this status and these fields, in the words of <paramref name="Reason"/>.</summary>
    public sealed record Answer(int StatusCode, string Reason, params IReadOnlyList<SipHeader> Headers) : RequestFault;

    /// <summary>Say nothing: there is no way back to the sender, or the request is an ACK, which is never answered.</summary>
    public sealed record Drop(string Why) : RequestFault;
}
