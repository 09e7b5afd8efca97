using System.Net;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Guard;

namespace Kindline.Voice.Tests.Sip.Guard;

/// <summary>A guard with a clock by hand, one trunk at 198.51.100.7, and messages as they come off the parser.</summary>
internal sealed class GuardedDoor
{
    private int calls;

    public GuardedDoor(GuardOptions? options = null)
    {
        Guard = new SipGuard(options ?? new GuardOptions(), Calls, Clock, Blocked.Add)
        {
            IsTrunk = peer => peer.Address.Equals(Trunk.Remote.Address),
        };
    }

    public static SipFlow Trunk { get; } = Udp("198.51.100.7");

    public HandClock Clock { get; } = new();

    public OpenCalls Calls { get; } = new();

    public List<BlockedSource> Blocked { get; } = [];

    public SipGuard Guard { get; }

    public static SipFlow Udp(string address, int port = 5060) => new(SipProtocol.Udp, new IPEndPoint(IPAddress.Parse(address), port), 0);

    public static SipFlow Tcp(string address, int port = 5060) => new(SipProtocol.Tcp, new IPEndPoint(IPAddress.Parse(address), port), 1);

    public bool Opens(SipFlow source) => Guard.Opens(source.Protocol, source.Remote);

    /// <summary>Sends a whole request of a call of its own past the guard.</summary>
    public bool Sends(SipFlow source, string method, string? agent = null, string? callId = null, string tag = "")
    {
        var id = callId ?? $"call-{++calls}";
        var text = $"{method} sip:2000@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP {source.Remote};branch=z9hG4bK{id}\r\nMax-Forwards: 70\r\n"
            + $"From: <sip:2001@192.0.2.1>;tag=a\r\nTo: <sip:2000@192.0.2.1>{tag}\r\nCall-ID: {id}\r\nCSeq: 1 {method}\r\n"
            + (agent is null ? "" : $"User-Agent: {agent}\r\n") + "Content-Length: 0\r\n\r\n";
        var message = SipParser.Parse(System.Text.Encoding.ASCII.GetBytes(text)).ShouldBeOfType<SipParseResult.Parsed>().Message;
        return Guard.Admits(message, source);
    }

    /// <summary>How many of so many requests get past the guard.</summary>
    public int Passes(int count, Func<int, SipFlow> source, string method = "INVITE") => Enumerable.Range(0, count).Count(n => Sends(source(n), method));

    public void SendsRubbish(SipFlow source, int count)
    {
        for (var n = 0; n < count; n++)
        {
            Guard.AnswersRubbish(source);
        }
    }

    public void GuessesWrong(SipFlow source, string user, int count)
    {
        for (var n = 0; n < count; n++)
        {
            Guard.WrongPassword(source, user);
        }
    }
}
