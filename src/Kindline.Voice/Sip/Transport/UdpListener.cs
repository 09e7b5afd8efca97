using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Kindline.Voice.Sip.Transport;

/// <summary>SIP over UDP: one socket, one receive loop (RFC 3261 18).</summary>
internal sealed partial class UdpListener(Socket socket, MessageIntake intake, ILogger logger) : IAsyncDisposable
{
    private const int LargestDatagram = 65_535;

    private readonly CancellationTokenSource stopping = new();
    private Task receiving = Task.CompletedTask;

    public void Start() => receiving = Task.Run(ReceiveAsync);

    /// <summary>Sends one datagram; false where the network refuses it.</summary>
    public bool Send(IPEndPoint remote, ReadOnlySpan<byte> message)
    {
        try
        {
            socket.SendTo(message, SocketFlags.None, remote);
            return true;
        }
        catch (SocketException e)
        {
            LogSendFailed(logger, e.SocketErrorCode);
            return false;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await receiving.ConfigureAwait(false);
        socket.Dispose();
        stopping.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var buffer = GC.AllocateUninitializedArray<byte>(LargestDatagram, pinned: true);
        var any = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, any, stopping.Token).ConfigureAwait(false);
                Take(buffer.AsSpan(0, received.ReceivedBytes), (IPEndPoint)received.RemoteEndPoint);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException e)
            {
                // An ICMP error for something sent earlier, or a truncated datagram: the next one may be well.
                LogReceiveFailed(logger, e.SocketErrorCode);
            }
#pragma warning disable CA1031 // The outer edge: whatever one datagram does to us, the next one is heard.
            catch (Exception e) when (e is not ObjectDisposedException)
#pragma warning restore CA1031
            {
                intake.CountUnhandled(e);
            }
        }
    }

    private void Take(ReadOnlySpan<byte> datagram, IPEndPoint remote)
    {
        if (!intake.Opens(SipProtocol.Udp, remote))
        {
            return;
        }
        var source = new SipFlow(SipProtocol.Udp, remote, 0);
        var answer = intake.Take(SipParser.Parse(datagram), source);
        if (!answer.IsEmpty)
        {
            Send(remote, answer.Span);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A SIP datagram could not be sent: {Error}")]
    private static partial void LogSendFailed(ILogger logger, SocketError error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The SIP socket reported {Error}")]
    private static partial void LogReceiveFailed(ILogger logger, SocketError error);
}
