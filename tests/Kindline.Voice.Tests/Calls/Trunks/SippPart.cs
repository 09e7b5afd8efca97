using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Text;

namespace Kindline.Voice.Tests.Calls.Trunks;

/// <summary>What a carrier's gateway does, step by step, played by SIPp on a port of its own.</summary>
public sealed class SippPart
{
    private readonly StringBuilder steps = new();
    private int variables;

    public IPEndPoint Address { get; } = FreePort.Take();

    /// <summary>The next request; where a header is named, it must match.</summary>
    public SippPart Expect(string request, string? header = null, string? pattern = null)
    {
        var ack = request == "ACK" ? "" : " rrs=\"true\"";
        var check = header is null ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $"<action><ereg regexp=\"{SecurityElement.Escape(pattern)}\" search_in=\"hdr\" header=\"{header}:\" check_it=\"true\" assign_to=\"{++variables}\"/></action>");
        steps.Append(CultureInfo.InvariantCulture, $"<recv request=\"{request}\"{ack}>{check}</recv>\n");
        return this;
    }

    public SippPart Answer(int status, params string[] headers) => Send(status, headers, "Content-Length: 0\n\n");

    /// <summary>Answers, takes the ACK and hangs up with the caller.</summary>
    public SippPart PickUp() => Expect("INVITE").Answer(180).Send(200, ["Contact: <sip:[local_ip]:[local_port]>"],
        "Content-Type: application/sdp\nContent-Length: [len]\n\nv=0\no=- 1 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 40000 RTP/AVP 0\n")
        .Expect("ACK").Expect("BYE").Answer(200);

    /// <summary>Takes the INVITE and refuses it.</summary>
    public SippPart Refuse(int status, params string[] headers) => Expect("INVITE").Answer(status, headers).Expect("ACK");

    /// <summary>Plays the part; the task ends with SIPp's exit code once every step has been as written.</summary>
    public async Task<Task<int>> StartAsync(IPEndPoint exchange)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.xml");
        var reference = variables == 0 ? "" : $"<Reference variables=\"{string.Join(',', Enumerable.Range(1, variables))}\"/>\n";
        await File.WriteAllTextAsync(
            file, $"<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?>\n<scenario name=\"part\">\n{steps}{reference}</scenario>\n", Patience.Token());
        var port = Address.Port.ToString(CultureInfo.InvariantCulture);
        var playing = Sipp.RunAsync(file, exchange, "-p", port, "-m", "1");
        while (!playing.IsCompleted && IsFree(Address))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Patience.Token());
        }
        return PlayAsync(playing, file);
    }

    private static async Task<int> PlayAsync(Task<int> playing, string file)
    {
        var exit = await playing;
        File.Delete(file);
        return exit;
    }

    private SippPart Send(int status, string[] headers, string body)
    {
        var lines = string.Concat(headers.Select(h => h + "\n"));
        steps.Append(CultureInfo.InvariantCulture, $"<send><![CDATA[\nSIP/2.0 {status} Test\n[last_Via:]\n[last_From:]\n[last_To:];tag=[pid]\n");
        steps.Append(CultureInfo.InvariantCulture, $"[last_Call-ID:]\n[last_CSeq:]\n{lines}{body}]]></send>\n");
        return this;
    }

    private static bool IsFree(IPEndPoint address)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(address);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
