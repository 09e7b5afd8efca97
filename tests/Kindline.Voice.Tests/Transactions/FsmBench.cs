using System.Net;
using System.Text;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;
using Kindline.Voice.Tests.Calls;

namespace Kindline.Voice.Tests.Transactions;

/// <summary>A mailbox that does at once what is posted.</summary>
internal sealed class InlineMailbox : IMailbox
{
    public void Post(Action work) => work();
}

/// <summary>
/// One transaction without network: writes down what it sends ("INVITE", "486"), tells ("up 200", "Timeout") and that it is gone
/// ("gone").
/// </summary>
internal sealed class FsmBench : ITransactionHost, IClientTransactionUser
{
    private static readonly TransactionKey Key = new("z9hG4bKtest", "", "TEST");

    private readonly ManualClock clock = new();
    private readonly List<string> trace = [];
    private readonly SipFlow flow;
    private bool broken;

    public FsmBench(SipProtocol protocol = SipProtocol.Udp)
    {
        flow = new SipFlow(protocol, new IPEndPoint(IPAddress.Loopback, 5060), 0);
        Timers = new MailboxTimers(clock, new InlineMailbox());
    }

    public MailboxTimers Timers { get; }

    public InviteClientTransaction InviteClient() => new(Key, Request("INVITE"), flow, this, this);

    public RequestClientTransaction RequestClient() => new(Key, Request("OPTIONS"), flow, this, this);

    public InviteServerTransaction InviteServer() => new(Key, Request("INVITE"), flow, this);

    public RequestServerTransaction RequestServer() => new(Key, Request("OPTIONS"), flow, this);

    /// <summary>Does one input: a status to receive, "T1", "T4" or "64T1" of time, or "error".</summary>
    public void Feed(ClientTransaction transaction, string inputs)
    {
        foreach (var input in inputs.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (input == "error")
            {
                transaction.OnTransportError();
            }
            else if (!TryWait(input))
            {
                transaction.OnResponse(Responses.To(transaction.Request, int.Parse(input, null), "Test", "peer"));
            }
        }
    }

    /// <summary>Does one input: a status to answer with, the method to receive, or time.</summary>
    public void Feed(ServerTransaction transaction, string inputs)
    {
        foreach (var input in inputs.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (char.IsAsciiLetterUpper(input[0]) && !input.StartsWith('T'))
            {
                transaction.OnRequest(Request(input));
            }
            else if (!TryWait(input))
            {
                transaction.Respond(Responses.To(transaction.Request, int.Parse(input, null), "Test", "us"));
            }
        }
    }

    /// <summary>What has happened since the last look.</summary>
    public string Trace()
    {
        var text = string.Join(' ', trace);
        trace.Clear();
        return text;
    }

    public void BreakNetwork() => broken = true;

    bool ITransactionHost.Send(SipFlow to, ReadOnlyMemory<byte> message)
    {
        var words = Encoding.ASCII.GetString(message.Span).Split(' ', 3);
        trace.Add(words[0] == "SIP/2.0" ? words[1] : words[0]);
        return !broken;
    }

    void ITransactionHost.Remove(TransactionKey key) => trace.Add("gone");

    void IClientTransactionUser.OnResponse(SipResponse response) => trace.Add($"up{response.StatusCode}");

    void IClientTransactionUser.OnFailure(TransactionFailure failure) => trace.Add(failure.ToString());

    private bool TryWait(string input)
    {
        TimeSpan? span = input switch
        {
            "T1" => TransactionTimes.T1,
            "T4" => TransactionTimes.T4,
            "64T1" => TransactionTimes.GiveUp,
            "0" => TimeSpan.Zero,
            _ => null,
        };
        if (span is { } wait)
        {
            clock.Advance(wait);
        }
        return span is not null;
    }

    private static SipRequest Request(string method)
    {
        var request = new SipRequest(method, SipUri.Sip("desk", "127.0.0.1"));
        request.Headers.Add("Via", "SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKtest");
        request.Headers.Add("From", "<sip:a@127.0.0.1>;tag=1");
        request.Headers.Add("To", "<sip:b@127.0.0.1>");
        request.Headers.Add("Call-ID", "test");
        request.Headers.Add("CSeq", $"1 {(method == "ACK" ? "ACK" : method)}");
        return request;
    }
}
