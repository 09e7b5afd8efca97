using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Sip.Registration;

/// <summary>
/// Asks every registered phone from time to time whether it is there (OPTIONS, RFC 3261 11): two that are not answered make it
/// unreachable, any answer makes it reachable again. It also keeps the way through address translators open. WebSockets have a ping
/// of their own, which finds out sooner. Its state belongs to the mailbox of the layer that it is given, which must be that of the
/// Call-ID.
/// </summary>
internal sealed class Qualifier(Registrar registrar, DialogLayer layer, string callId, TimeSpan every)
{
    private const int MostUnanswered = 2;

    private readonly Dictionary<(string CallId, SipUri Contact), int> unanswered = [];
    private MailboxTimer? timer;
    private uint sequence;

    public void Start() => timer = layer.Timers.After(every, Round);

    public void Stop() => timer?.Stop();

    private void Round()
    {
        timer = layer.Timers.After(every, Round);
        IReadOnlyList<Binding> bindings = [.. registrar.Everything().Where(b => !b.Flow.IsWebSocket)];
        Forget(bindings);
        foreach (var binding in bindings)
        {
            Ask(binding);
        }
    }

    private void Ask(Binding binding)
    {
        var key = (binding.CallId, binding.Contact);
        var missed = unanswered.GetValueOrDefault(key);
        if (missed >= MostUnanswered && binding.Reachable)
        {
            registrar.SetReachable(binding, false);
        }
        unanswered[key] = missed + 1;
        layer.Transactions.Send(Options(binding), binding.Flow, new Answer(() => OnAnswer(key, binding)));
    }

    private void OnAnswer((string, SipUri) key, Binding binding)
    {
        unanswered[key] = 0;
        registrar.SetReachable(binding, true);
    }

    private void Forget(IReadOnlyList<Binding> alive)
    {
        var keys = alive.Select(b => (b.CallId, b.Contact)).ToHashSet();
        foreach (var gone in unanswered.Keys.Where(k => !keys.Contains(k)).ToList())
        {
            unanswered.Remove(gone);
        }
    }

    private SipRequest Options(Binding binding)
    {
        var options = new SipRequest(SipMethods.Options, binding.Contact);
        var headers = options.Headers;
        var contact = layer.ContactFor(binding.Flow, null);
        headers.Add(HeaderNames.MaxForwards, "70");
        headers.Add(HeaderNames.From, $"{contact};tag={Tokens.NewTag()}");
        headers.Add(HeaderNames.To, new NameAddress(null, binding.Contact, SipParameters.Empty).ToString());
        headers.Add(HeaderNames.CallId, callId);
        headers.Add(HeaderNames.CSeq, new CSeq(++sequence, SipMethods.Options).ToString());
        headers.Add(HeaderNames.Contact, contact);
        headers.Add(HeaderNames.Accept, Capabilities.Sdp);
        headers.Add(HeaderNames.UserAgent, layer.UserAgent);
        return options;
    }

    /// <summary>Any final response shows that somebody is there.</summary>
    private sealed class Answer(Action came) : IClientTransactionUser
    {
        public void OnResponse(SipResponse response)
        {
            if (response.StatusCode >= 200)
            {
                came();
            }
        }

        public void OnFailure(TransactionFailure failure)
        {
            // Counted already when it was asked.
        }
    }
}
