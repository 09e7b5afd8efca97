using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>A carrier's gateway that takes TLS connections and answers every request but INVITE and ACK with 200.</summary>
public sealed class TlsGateway : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly X509Certificate2 certificate;
    private readonly SslProtocols spoken;
    private readonly Task serving;
    private readonly List<SslStream> open = [];

    public TlsGateway(string pem, SslProtocols spoken = SslProtocols.None)
    {
        certificate = X509Certificate2.CreateFromPem(pem, pem);
        this.spoken = spoken;
        listener.Start();
        Address = (IPEndPoint)listener.LocalEndpoint;
        serving = ServeAsync();
    }

    public IPEndPoint Address { get; }

    /// <summary>How many connections have come.</summary>
    public int Connections { get; private set; }

    /// <summary>Ends all connections.</summary>
    public async Task DropAsync()
    {
        foreach (var stream in open)
        {
            await stream.DisposeAsync();
        }
        open.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await serving;
        await DropAsync();
        certificate.Dispose();
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(stopping.Token);
                Connections++;
                _ = AnswerAsync(new SslStream(new NetworkStream(socket, ownsSocket: true)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(SslStream stream)
    {
        var buffer = new byte[8192];
        try
        {
            await stream.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = spoken }, stopping.Token);
            open.Add(stream);
            var reader = new SipStreamReader();
            while (await stream.ReadAsync(buffer, stopping.Token) is > 0 and var read)
            {
                reader.Feed(buffer.AsSpan(0, read));
                while (reader.TryTake(out var item))
                {
                    var request = item.ShouldBeOfType<SipStreamItem.Message>().Result.ShouldBeOfType<SipParseResult.Parsed>().Message.ShouldBeOfType<SipRequest>();
                    await stream.WriteAsync(SipWriter.ToBytes(Voice.Sip.Transport.Responses.To(request, 200, "OK")), stopping.Token);
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or AuthenticationException or ObjectDisposedException)
        {
            // Whoever came did not like what it saw, or the test is over.
        }
    }
}
