using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>Carries the messages of a <see cref="TestPeer"/> inside TLS: a carrier's gateway that the exchange connects to.</summary>
public sealed class TlsPipe : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly UdpClient inside = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource stopping = new();
    private readonly X509Certificate2 certificate;
    private readonly Task running;

    public TlsPipe(string pem)
    {
        certificate = X509Certificate2.CreateFromPem(pem, pem);
        listener.Start();
        Address = (IPEndPoint)listener.LocalEndpoint;
        Inside = (IPEndPoint)inside.Client.LocalEndPoint!;
        Peer = new TestPeer(Inside);
        running = RunAsync();
    }

    /// <summary>The gateway.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Who stands behind it.</summary>
    public TestPeer Peer { get; }

    private IPEndPoint Inside { get; }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        listener.Dispose();
        inside.Dispose();
        Peer.Dispose();
        certificate.Dispose();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            using var socket = await listener.AcceptSocketAsync(stopping.Token);
            await using var stream = new SslStream(new NetworkStream(socket));
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stopping.Token);
            await Task.WhenAny(InwardsAsync(stream), OutwardsAsync(stream));
        }
        catch (Exception e) when (IsOver(e))
        {
            // The test is over.
        }
    }

    private async Task InwardsAsync(SslStream stream)
    {
        var reader = new SipStreamReader();
        var buffer = new byte[8192];
        while (await stream.ReadAsync(buffer, stopping.Token) is > 0 and var read)
        {
            reader.Feed(buffer.AsSpan(0, read));
            while (reader.TryTake(out var item))
            {
                var message = item.ShouldBeOfType<SipStreamItem.Message>().Result.ShouldBeOfType<SipParseResult.Parsed>().Message;
                await inside.SendAsync(SipWriter.ToBytes(message), Peer.Address, stopping.Token);
            }
        }
    }

    private async Task OutwardsAsync(SslStream stream)
    {
        while (true)
        {
            var received = await inside.ReceiveAsync(stopping.Token);
            await stream.WriteAsync(received.Buffer, stopping.Token);
        }
    }

    private static bool IsOver(Exception e) => e is OperationCanceledException or IOException or SocketException or ObjectDisposedException;
}
