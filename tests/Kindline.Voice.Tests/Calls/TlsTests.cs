using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>SIP over TLS (RFC 3261 26.2.1) on the port after that of SIP.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly X509Certificate2 first = TestCertificate.New("first");
    private readonly X509Certificate2 second = TestCertificate.New("second");
    private X509Certificate2 current;

    public TlsTests() => current = first;

    [Fact]
    public async Task Requests_are_answered_on_the_port_after_that_of_SIP()
    {
        await using var test = await StartAsync();
        using var client = new TcpClient();
        await using var stream = await OpenAsync(client, test);

        var answer = await AskAsync(stream);

        test.Exchange.TlsPort.ShouldBe(test.Exchange.SipPort + 1);
        answer.StatusCode.ShouldBe(200);
        stream.SslProtocol.ShouldBeOneOf(SslProtocols.Tls12, SslProtocols.Tls13);
    }

    [Fact]
    public async Task A_new_certificate_is_shown_to_the_next_connection_and_the_old_one_goes_on()
    {
        await using var test = await StartAsync();
        using var one = new TcpClient();
        using var two = new TcpClient();
        await using var before = await OpenAsync(one, test);

        current = second;
        await using var after = await OpenAsync(two, test);

        before.RemoteCertificate!.Subject.ShouldBe("CN=first");
        after.RemoteCertificate!.Subject.ShouldBe("CN=second");
        (await AskAsync(before)).StatusCode.ShouldBe(200);
    }

    [Fact]
    public async Task Whoever_speaks_no_TLS_is_dropped_and_the_next_is_served()
    {
        await using var test = await StartAsync();
        using var plain = new TcpClient();
        await plain.ConnectAsync(IPAddress.Loopback, test.Exchange.TlsPort!.Value, Patience.Token());
        await plain.GetStream().WriteAsync("OPTIONS sip:kindline SIP/2.0\r\n\r\n"u8.ToArray(), Patience.Token());
        var read = await ReadToEndAsync(plain.GetStream());
        using var client = new TcpClient();
        await using var stream = await OpenAsync(client, test);

        (await AskAsync(stream)).StatusCode.ShouldBe(200);
        System.Text.Encoding.ASCII.GetString(read).ShouldNotContain("SIP/2.0");
    }

    [Fact]
    public async Task Without_a_certificate_there_is_no_TLS_port()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());

        test.Exchange.TlsPort.ShouldBeNull();
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }

    private Task<TestExchange> StartAsync() => TestExchange.StartAsync(
        new ManualClock(), new ExchangeOptions { Tls = () => new SslServerAuthenticationOptions { ServerCertificate = current } });

    private static async Task<SslStream> OpenAsync(TcpClient client, TestExchange test)
    {
        await client.ConnectAsync(IPAddress.Loopback, test.Exchange.TlsPort!.Value, Patience.Token());
        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null }, Patience.Token());
        return stream;
    }

    private static async Task<SipResponse> AskAsync(Stream stream)
    {
        await stream.WriteAsync(
            "OPTIONS sip:kindline SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1:9;branch=z9hG4bKtls\r\nMax-Forwards: 70\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:kindline>\r\nCall-ID: tls\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
            Patience.Token());
        var buffer = new byte[4096];
        var read = await stream.ReadAsync(buffer, Patience.Token());
        return SipParser.Parse(buffer.AsSpan(0, read)).ShouldBeOfType<SipParseResult.Parsed>().Message.ShouldBeOfType<SipResponse>();
    }

    private static async Task<byte[]> ReadToEndAsync(NetworkStream stream)
    {
        using var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all, Patience.Token());
        }
        catch (IOException)
        {
            // Reset: that is an end as well.
        }
        return all.ToArray();
    }
}
