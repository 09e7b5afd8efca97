using System.Net;
using System.Net.Sockets;

namespace Kindline.Voice.Rtp;

/// <summary>The receive loop of one socket. In steady state it allocates nothing.</summary>
internal static class DatagramLoop
{
    private const int MaxDatagram = 2048;

    internal delegate void Handler(ReadOnlySpan<byte> datagram, SocketAddress from);

    /// <summary>Runs until the socket is disposed.</summary>
    internal static async Task RunAsync(Socket socket, Handler handler)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(MaxDatagram, pinned: true);
        var from = new SocketAddress(socket.AddressFamily);
        while (true)
        {
            try
            {
                var length = await socket.ReceiveFromAsync(buffer, SocketFlags.None, from).ConfigureAwait(false);
                handler(buffer.AsSpan(0, length), from);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.OperationAborted)
            {
                return;
            }
            catch (SocketException)
            {
                // A datagram too long, or the ICMP answer to one of ours: the next may be good.
            }
        }
    }
}
