using System.Globalization;
using System.Net;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Calls;

/// <summary>An account of ours at another exchange, by which it finds us (RFC 3261 10.2).</summary>
/// <param name="User">The digest user, and the user that is registered.</param>
/// <param name="Password">The digest password.</param>
/// <param name="Domain">The domain of the address-of-record.</param>
/// <param name="Registrar">Where the REGISTER goes, by UDP.</param>
public sealed record PhoneAccount(string User, string Password, string Domain, IPEndPoint Registrar);

/// <summary>
/// One account registered somewhere else: all its REGISTERs have one Call-ID and a rising sequence, as the registrar orders by them.
/// Calls that come of it are handed to the host as those of a trunk are. It has no timer: who needs it for long registers again.
/// </summary>
public sealed class PhoneRegistration
{
    private readonly PhoneAccount account;
    private readonly Credentials credentials;
    private readonly string callId = Tokens.NewCallId();
    private readonly string tag = Tokens.NewTag();
    private readonly SipFlow flow;
    private readonly DialogLayer layer;
    private uint sequence;

    internal PhoneRegistration(PhoneAccount account, CallLanes lanes)
    {
        this.account = account;
        credentials = new Credentials(account.User, account.Password);
        flow = new SipFlow(SipProtocol.Udp, account.Registrar, 0);
        layer = lanes.Of(callId);
    }

    /// <summary>Registers for so long, or until then no more where the time is zero; true where the registrar agreed.</summary>
    public Task<bool> RegisterAsync(TimeSpan lifetime)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var retry = new ChallengeRetry(credentials);
        layer.Mailbox.Post(() => Send(Request(lifetime)));
        return done.Task;

        void Send(SipRequest request) => layer.Transactions.Send(request, flow, new Answer(OnFinal, () => done.TrySetResult(false)));

        void OnFinal(SipResponse response)
        {
            var again = Request(lifetime);
            if (response.StatusCode is 401 or 407 && retry.MayAnswer(response) && retry.Answer(response, again))
            {
                Send(again);
                return;
            }
            done.TrySetResult(response.StatusCode is >= 200 and < 300);
        }
    }

    private SipRequest Request(TimeSpan lifetime)
    {
        var registrar = account.Registrar;
        var register = new SipRequest(SipMethods.Register, SipUri.Sip(null, registrar.Address.ToString(), registrar.Port));
        var record = new NameAddress(null, SipUri.Sip(account.User, account.Domain), SipParameters.Empty);
        var headers = register.Headers;
        headers.Add(HeaderNames.MaxForwards, "70");
        headers.Add(HeaderNames.From, record.WithTag(tag).ToString());
        headers.Add(HeaderNames.To, record.ToString());
        headers.Add(HeaderNames.CallId, callId);
        headers.Add(HeaderNames.CSeq, new CSeq(++sequence, SipMethods.Register).ToString());
        headers.Add(HeaderNames.Contact, layer.ContactFor(flow, account.User));
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
