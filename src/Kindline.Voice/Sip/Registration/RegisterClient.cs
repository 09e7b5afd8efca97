using System.Globalization;
using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Sip.Registration;

/// <summary>
/// The REGISTERs of one address-of-record of ours (RFC 3261 10.2): all have one Call-ID and a rising sequence, as the registrar orders by
/// them. A later one supersedes an earlier that is still under way. Belongs to the mailbox of the layer, which must be that of the Call-ID.
/// </summary>
/// <param name="layer">Where it is sent from.</param>
/// <param name="callId">The one Call-ID.</param>
/// <param name="registrar">The Request-URI, without a user (RFC 3261 10.2).</param>
/// <param name="record">The address-of-record.</param>
/// <param name="flow">Where it goes.</param>
/// <param name="credentials">Answers challenges.</param>
internal sealed class RegisterClient(
    DialogLayer layer, string callId, SipUri registrar, NameAddress record, SipFlow flow, Credentials credentials)
{
    private readonly string tag = Tokens.NewTag();
    private uint sequence;
    private int generation;

    /// <summary>Registers for so long, or until then no more where the time is zero; the final response, or null where none came.</summary>
    public void Send(TimeSpan lifetime, Action<SipResponse?> done)
    {
        var retry = new ChallengeRetry(credentials);
        var mine = ++generation;
        Try(Request(lifetime));

        void Try(SipRequest request) => layer.Transactions.Send(request, flow, new Answer(OnFinal, () => Finish(null)));

        void OnFinal(SipResponse response)
        {
            if (mine == generation && response.StatusCode is 401 or 407 && retry.MayAnswer(response))
            {
                var again = Request(lifetime);
                retry.Answer(response, again);
                Try(again);
                return;
            }
            Finish(response);
        }

        void Finish(SipResponse? response)
        {
            if (mine == generation)
            {
                done(response);
            }
        }
    }

    /// <summary>How long the registrar keeps our contact (RFC 3261 10.2.4, 10.3 step 8); the time asked for where it does not say.</summary>
    public TimeSpan GrantedBy(SipResponse response, TimeSpan asked)
    {
        var ours = NameAddress.TryParse(layer.ContactFor(flow, record.Uri.User), out var contact) ? contact.Uri : record.Uri;
        var theirs = response.Contacts.FirstOrDefault(c => c.Uri.User == ours.User && c.Uri.Host == ours.Host && c.Uri.Port == ours.Port);
        return Seconds(theirs?.Parameters["expires"]) ?? Seconds(response.Headers[HeaderNames.Expires]) ?? asked;
    }

    /// <summary>The shortest time that a 423 accepts (RFC 3261 10.2.8), null where it does not say.</summary>
    public static TimeSpan? LeastOf(SipResponse response) => Seconds(response.Headers["Min-Expires"]);

    private static TimeSpan? Seconds(string? text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private SipRequest Request(TimeSpan lifetime)
    {
        var register = new SipRequest(SipMethods.Register, registrar);
        var headers = register.Headers;
        headers.Add(HeaderNames.MaxForwards, "70");
        headers.Add(HeaderNames.From, record.WithTag(tag).ToString());
        headers.Add(HeaderNames.To, record.ToString());
        headers.Add(HeaderNames.CallId, callId);
        headers.Add(HeaderNames.CSeq, new CSeq(++sequence, SipMethods.Register).ToString());
        headers.Add(HeaderNames.Contact, layer.ContactFor(flow, record.Uri.User));
        headers.Add(HeaderNames.Expires, ((int)lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        headers.Add(HeaderNames.UserAgent, layer.UserAgent);
        return register;
    }

    private sealed class Answer(Action<SipResponse> final, Action failed) : IClientTransactionUser
    {
        public void OnResponse(SipResponse response)
        {
            if (response.StatusCode >= 200)
            {
                final(response);
            }
        }

        public void OnFailure(TransactionFailure failure) => failed();
    }
}
