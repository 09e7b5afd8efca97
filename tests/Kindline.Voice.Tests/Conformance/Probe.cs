using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Kindline.Voice.Tests.Calls;

namespace Kindline.Voice.Tests.Conformance;

/// <summary>Whether a program listens yet.</summary>
internal static class Probe
{
    private static readonly TimeSpan AsksAgainAfter = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks by OPTIONS until an answer comes.</summary>
    public static async Task UntilAnsweredAsync(IPEndPoint peer, int maxForwards)
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var options = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"OPTIONS sip:{peer} SIP/2.0\r\nVia: SIP/2.0/UDP {socket.Client.LocalEndPoint};branch=z9hG4bKprobe;rport\r\nMax-Forwards: {maxForwards}\r\n"
            + $"From: <sip:probe@localhost>;tag=1\r\nTo: <sip:probe@localhost>\r\nCall-ID: probe\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"));
        using var patience = new CancellationTokenSource(Patience.Limit, TimeProvider.System);
        while (true)
        {
            await socket.SendAsync(options, peer, patience.Token);
            using var moment = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
            moment.CancelAfter(AsksAgainAfter);
            try
            {
                await socket.ReceiveAsync(moment.Token);
                return;
            }
            catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !patience.IsCancellationRequested))
            {
                // Not yet there.
            }
        }
    }
}
