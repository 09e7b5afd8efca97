using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Kindline.Foundation;

/// <summary>Where Kestrel listens: one port, with TLS 1.2 or later where a certificate is set.</summary>
internal static class Listener
{
    public static void Listen(this KestrelServerOptions kestrel, KindlineOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(options.Bind, options.HttpPort, endpoint =>
        {
            if (options.TlsCertificate is not null)
            {
                var certificate = kestrel.ApplicationServices.GetRequiredService<ServerCertificate>();
                endpoint.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificate.ForConnection()) });
            }
        });
    }

    /// <summary>Refuses a taken port before anything has started: who listens last would else fail after the first password was told.</summary>
    public static void Probe(KindlineOptions options)
    {
        (string Variable, int Port, bool Udp)[] wanted =
        [
            ("KINDLINE_HTTP", options.HttpPort, false), ("KINDLINE_SIP", options.SipPort, false), ("KINDLINE_SIP", options.SipPort, true),
            ("KINDLINE_MLLP", options.MllpPort, false), ("KINDLINE_SIP", options.SipTlsPort, false),
        ];
        foreach (var (variable, port, udp) in wanted.Where(w => w.Port != 0))
        {
            using var probe = new Socket(options.Bind.AddressFamily, udp ? SocketType.Dgram : SocketType.Stream, udp ? ProtocolType.Udp : ProtocolType.Tcp);
            // As a server binds that was just restarted: connections of the last run that still close do not count.
            probe.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, !udp);
            try
            {
                probe.Bind(new IPEndPoint(options.Bind, port));
                if (!udp)
                {
                    probe.Listen();
                }
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw new CannotStartException($"Port {port} ({(udp ? "UDP" : "TCP")}) is in use: set {variable} to another.");
            }
        }
    }

    /// <summary>The one line for a port that cannot be had, or null where the failure is another.</summary>
    public static string? WhyNot(Exception failure) => failure switch
    {
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => $"A port is in use: {failure.Message}",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => $"A port may not be opened: {failure.Message}",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "KINDLINE_BIND is not an address of this machine.",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => failure.Message,
        _ => null,
    };
}
