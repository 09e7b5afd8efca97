using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Kindline.Foundation;
using Kindline.Telephony;
using Kindline.Voice.Tests.Calls;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Foundation;

/// <summary>One certificate for pages and SIP, on listeners that stay open while its file changes.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kindline-test-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string PemFile => Path.Combine(folder.FullName, "site.pem");

    [Fact]
    public async Task A_new_certificate_is_shown_by_HTTP_and_by_SIP_without_a_restart()
    {
        await using var centre = await StartAsync(TestCertificate.NewPem("first"));
        var before = (await ShownAsync(HttpPort(centre)), await ShownAsync(SipPort(centre)));

        await File.WriteAllTextAsync(PemFile, TestCertificate.NewPem("second"), Ct);
        centre.Clock.Advance(TimeSpan.FromSeconds(5));

        before.ShouldBe(("CN=first", "CN=first"));
        (await ShownAsync(HttpPort(centre)), await ShownAsync(SipPort(centre))).ShouldBe(("CN=second", "CN=second"));
        (await HealthAsync(centre)).ShouldContain("{\"name\":\"certificate\",\"status\":\"ok\"");
    }

    [Fact]
    public async Task A_broken_file_leaves_the_old_certificate_in_force_and_health_says_so()
    {
        await using var centre = await StartAsync(TestCertificate.NewPem("first"));

        await File.WriteAllTextAsync(PemFile, "-----BEGIN CERTIFICATE-----\nhalf", Ct);
        centre.Clock.Advance(TimeSpan.FromSeconds(5));

        (await ShownAsync(HttpPort(centre))).ShouldBe("CN=first");
        (await ShownAsync(SipPort(centre))).ShouldBe("CN=first");
        (await HealthAsync(centre)).ShouldContain("The new certificate in KINDLINE_TLS_CERT cannot be used. The one before is in use");
    }

    [Fact]
    public async Task After_a_broken_file_a_whole_one_is_taken()
    {
        await using var centre = await StartAsync(TestCertificate.NewPem("first"));
        await File.WriteAllTextAsync(PemFile, "nothing", Ct);
        centre.Clock.Advance(TimeSpan.FromSeconds(5));

        await File.WriteAllTextAsync(PemFile, TestCertificate.NewPem("second"), Ct);
        centre.Clock.Advance(TimeSpan.FromSeconds(5));

        (await ShownAsync(SipPort(centre))).ShouldBe("CN=second");
        (await HealthAsync(centre)).ShouldContain("{\"name\":\"certificate\",\"status\":\"ok\"");
    }

    [Fact]
    public async Task A_certificate_that_ends_soon_is_said()
    {
        await using var centre = await StartAsync(TestCertificate.NewPem("short", new ManualClock().GetUtcNow().AddDays(13)));

        (await HealthAsync(centre)).ShouldContain("{\"name\":\"certificate\",\"status\":\"degraded\"");
    }

    [Fact]
    public void The_port_after_that_of_SIP_is_found_taken_before_anything_has_started()
    {
        var options = Taken(out var other) with { TlsCertificate = PemFile };

        using (other)
        {
            Should.Throw<CannotStartException>(() => Listener.Probe(options)).Message.ShouldContain($"Port {options.SipPort + 1} (TCP) is in use: set KINDLINE_SIP");
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<TestCentre> StartAsync(string pem)
    {
        await File.WriteAllTextAsync(PemFile, pem, Ct);
        return await TestCentre.StartAsync(options: o => o with { TlsCertificate = PemFile });
    }

    private static int HttpPort(TestCentre centre) => centre.Services.GetRequiredService<ReadyPorts>().Http;

    private static int SipPort(TestCentre centre) => centre.Services.GetRequiredService<VoiceHost>().Exchange.TlsPort!.Value;

    private static async Task<string> ShownAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Ct);
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null }, Ct);
        using var shown = new X509Certificate2(stream.RemoteCertificate!);
        return shown.Subject;
    }

    private static async Task<string> HealthAsync(TestCentre centre)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
        });
        using var answer = await client.GetAsync($"https://127.0.0.1:{HttpPort(centre)}/healthz", Ct);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    /// <summary>A SIP port that is free and whose next is not.</summary>
    private static KindlineOptions Taken(out TcpListener other)
    {
        // Below the ports that the system gives out by itself: another test that asks for any free one never has the one before.
        var sip = Enumerable.Range(0, 500).Select(n => 18_000 + (2 * n)).First(port => IsFree(port) && IsFree(port + 1));
        other = new TcpListener(IPAddress.Loopback, sip + 1);
        other.Start();
        return new KindlineOptions
        {
            DataFolder = "unused",
            KeyFile = "unused",
            HttpPort = 0,
            MllpPort = 0,
            SipPort = sip,
        };
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
