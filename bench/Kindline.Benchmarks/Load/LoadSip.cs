using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Kindline.Benchmarks.Load;

/// <summary>
/// Just enough SIP (RFC 3261, UDP) to call the exchange and to be called by it on loopback, where nothing is lost: no transactions, no
/// timers. Callers and agents share one port.
/// </summary>
internal sealed partial class LoadSip : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly LoadLegs legs;
    private readonly ConcurrentDictionary<string, LoadCall> callers = [];
    private readonly Dictionary<string, (LoadLeg Leg, int AudioPort)> agents = [];
    private long lastCaller;

    public LoadSip(LoadLegs legs)
    {
        this.legs = legs;
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.ReceiveBufferSize = 4 << 20;
        new Thread(ReceiveAll) { IsBackground = true, Name = "load signalling" }.Start();
    }

    public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

    public void Dispose() => socket.Dispose();

    /// <summary>Begins a call with a leg of its own.</summary>
    public LoadCall Call(int exchangePort)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"caller-{Interlocked.Increment(ref lastCaller)}");
        var call = new LoadCall(id, legs.Add());
        callers[id] = call;
        Send(new IPEndPoint(IPAddress.Loopback, exchangePort), $"""
            INVITE sip:2000@127.0.0.1:{exchangePort} SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:{Port};branch=z9hG4bK{id}
            From: <sip:+12125550100@127.0.0.1:{Port}>;tag={id}
            To: <sip:2000@127.0.0.1:{exchangePort}>
            Call-ID: {id}
            CSeq: 1 INVITE
            Contact: <sip:caller@127.0.0.1:{Port}>
            Max-Forwards: 70
            """, Sdp(call.Leg));
        return call;
    }

    /// <summary>The caller hangs up, and its leg is free; where the exchange has never answered, it is only forgotten.</summary>
    public void HangUp(LoadCall call)
    {
        if (!callers.TryRemove(call.Id, out _) || call.Answer is not { } answer)
        {
            return;
        }
        legs.Free(call.Leg, answer.AudioPort);
        if (!call.Over)
        {
            Send(answer.Exchange, $"""
                BYE {answer.Contact} SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:{Port};branch=z9hG4bKbye{call.Id}
                From: {answer.From}
                To: {answer.To}
                Call-ID: {call.Id}
                CSeq: 2 BYE
                Max-Forwards: 70
                """, "");
        }
    }

    private void ReceiveAll()
    {
        var buffer = new byte[8192];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (true)
        {
            try
            {
                var length = socket.ReceiveFrom(buffer, ref from);
                Handle(Encoding.UTF8.GetString(buffer, 0, length), (IPEndPoint)from);
            }
            catch (Exception closed) when (closed is ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private void Handle(string message, IPEndPoint from)
    {
        if (message.StartsWith("SIP/2.0 ", StringComparison.Ordinal))
        {
            if (message[8] >= '2' && Field(message, "CSeq").EndsWith("INVITE", StringComparison.Ordinal) && callers.TryGetValue(Field(message, "Call-ID"), out var call))
            {
                OnFinal(call, message, from);
            }
        }
        else if (message.StartsWith("INVITE ", StringComparison.Ordinal))
        {
            Answer(message, from);
        }
        else if (!message.StartsWith("ACK ", StringComparison.Ordinal))
        {
            Reply(message, from, Field(message, "To"), "");
            if (message.StartsWith("BYE ", StringComparison.Ordinal))
            {
                OnBye(Field(message, "Call-ID"));
            }
        }
    }

    private void OnFinal(LoadCall call, string answer, IPEndPoint from)
    {
        if (answer[8] != '2')
        {
            call.OnOver();
            return;
        }
        var answered = new LoadCall.Answered(Field(answer, "From"), Field(answer, "To"), Field(answer, "Contact").Trim('<', '>'), from, AudioPort(answer));
        Send(from, $"""
            ACK {answered.Contact} SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:{Port};branch=z9hG4bKack{call.Id}
            From: {answered.From}
            To: {answered.To}
            Call-ID: {call.Id}
            CSeq: 1 ACK
            Max-Forwards: 70
            """, "");
        if (call.Answer is null)
        {
            legs.Connect(call.Leg, answered.AudioPort);
            call.OnAnswer(answered);
        }
    }

    private void OnBye(string id)
    {
        if (callers.TryGetValue(id, out var call))
        {
            call.OnOver();
        }
        else if (agents.Remove(id, out var agent))
        {
            legs.Free(agent.Leg, agent.AudioPort);
        }
    }

    private void Answer(string invite, IPEndPoint from)
    {
        var id = Field(invite, "Call-ID");
        if (!agents.TryGetValue(id, out var agent))
        {
            agent = (legs.Add(), AudioPort(invite));
            agents.Add(id, agent);
            legs.Connect(agent.Leg, agent.AudioPort);
        }
        Reply(invite, from, $"{Field(invite, "To")};tag=agent", Sdp(agent.Leg));
    }

    private void Reply(string request, IPEndPoint to, string toField, string sdp) => Send(to, $"""
        SIP/2.0 200 OK
        Via: {Field(request, "Via")}
        From: {Field(request, "From")}
        To: {toField}
        Call-ID: {Field(request, "Call-ID")}
        CSeq: {Field(request, "CSeq")}
        Contact: <sip:agent@127.0.0.1:{Port}>
        """, sdp);

    private void Send(IPEndPoint to, string head, string sdp)
    {
        var type = sdp.Length > 0 ? "Content-Type: application/sdp\r\n" : "";
        var text = $"{head.ReplaceLineEndings("\r\n")}\r\n{type}Content-Length: {sdp.Length}\r\n\r\n{sdp}";
        socket.SendTo(Encoding.ASCII.GetBytes(text), to);
    }

    private static string Sdp(LoadLeg leg) => $"""
        v=0
        o=load 1 1 IN IP4 127.0.0.1
        s=-
        c=IN IP4 127.0.0.1
        t=0 0
        m=audio {leg.LocalPort} RTP/AVP 0
        a=ptime:20

        """.ReplaceLineEndings("\r\n");

    private static string Field(string message, string name)
    {
        var start = message.IndexOf($"\n{name}: ", StringComparison.OrdinalIgnoreCase) + name.Length + 3;
        return message[start..message.IndexOf('\r', start)];
    }

    private static int AudioPort(string message) => int.Parse(Audio().Match(message).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\nm=audio (\d+) ")]
    private static partial Regex Audio();
}
