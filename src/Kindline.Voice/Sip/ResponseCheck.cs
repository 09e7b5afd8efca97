namespace Kindline.Voice.Sip;

/// <summary>
/// Whether a response can be matched to what we sent. One that cannot is dropped without a word: there is no answer to a response.
/// </summary>
public static class ResponseCheck
{
    /// <summary>What is wrong with the response, or null.</summary>
    public static string? Find(SipResponse response)
    {
        // more than one Via means that it was meant for somebody behind us (RFC 3261 8.1.3.3)
        if (response.Vias.Count != 1)
        {
            return "not exactly one Via";
        }
        if (response.CSeq is null)
        {
            return "CSeq is missing, malformed or too large";
        }
        return string.IsNullOrEmpty(response.CallId) || response.From is null || response.To is null
            ? "From, To or Call-ID is missing or malformed"
            : null;
    }
}
