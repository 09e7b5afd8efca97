using System.Net;
using System.Net.Sockets;

namespace Kindline.Voice.Tests.Calls;

/// <summary>A UDP port on loopback that is free now, for a program that must be told one.</summary>
internal static class FreePort
{
    public static IPEndPoint Take()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket.LocalEndPoint as IPEndPoint ?? throw new InvalidOperationException("No port.");
    }
}
