using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kindline.Foundation;

/// <summary>
/// The certificate of KINDLINE_TLS_CERT, for pages, WebSockets and SIP. Its file is looked at every few seconds; a new one is shown to
/// the next connection. One that cannot be used leaves the old one in force, and log and /healthz say so.
/// </summary>
public sealed partial class ServerCertificate : IHostedService, IHealthCheck, IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan EndsSoon = TimeSpan.FromDays(14);

    private readonly string file;
    private readonly TimeProvider clock;
    private readonly ILogger<ServerCertificate> logger;
    private volatile SslStreamCertificateContext current;
    private volatile string? fault;
    private byte[] seen;
    private ITimer? timer;

    /// <exception cref="SettingException">The file holds no certificate with its key.</exception>
    public ServerCertificate(KindlineOptions options, TimeProvider clock, ILogger<ServerCertificate> logger)
    {
        file = options.TlsCertificate ?? throw new ArgumentException("No certificate is set.", nameof(options));
        this.clock = clock;
        this.logger = logger;
        try
        {
            var text = File.ReadAllText(file);
            seen = Hash(text);
            current = Read(text);
        }
        catch (Exception e) when (IsUnusable(e))
        {
            throw new SettingException("KINDLINE_TLS_CERT", "a PEM file with certificate and key");
        }
    }

    /// <summary>What a connection that comes now is accepted with: TLS 1.2 or later, the whole chain.</summary>
    public SslServerAuthenticationOptions ForConnection() => new()
    {
        ServerCertificateContext = current,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        timer = clock.CreateTimer(_ => Look(), null, LookEvery, LookEvery);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        timer?.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => timer?.Dispose();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var endsAt = new DateTimeOffset(current.TargetCertificate.NotAfter.ToUniversalTime());
        var message = $"valid until {endsAt:yyyy-MM-dd}";
        return Task.FromResult(
            fault is { } why ? HealthCheckResult.Degraded($"{why} The one before is in use, {message}.")
            : endsAt - clock.GetUtcNow() < EndsSoon ? HealthCheckResult.Degraded(message)
            : HealthCheckResult.Healthy(message));
    }

    /// <summary>By content, as tools replace the file, or a link on the way to it, in many ways. Timers overlap only where the disk hangs.</summary>
    private void Look()
    {
        try
        {
            var text = File.ReadAllText(file);
            var hash = Hash(text);
            if (hash.AsSpan().SequenceEqual(seen))
            {
                return;
            }
            seen = hash;
            current = Read(text);
            fault = null;
            LogReplaced(current.TargetCertificate.NotAfter);
        }
        catch (Exception e) when (IsUnusable(e))
        {
            if (fault is null)
            {
                LogUnusable(e);
            }
            fault = "The new certificate in KINDLINE_TLS_CERT cannot be used.";
        }
    }

    private static bool IsUnusable(Exception e) =>
        e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException;

    private static byte[] Hash(string text) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));

    private static SslStreamCertificateContext Read(string pem)
    {
        X509Certificate2Collection chain = [];
        chain.ImportFromPem(pem);
        // Offline: what is shown are the certificates of the file, and nothing is fetched to show them.
        return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPem(pem, pem), chain, offline: true);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The TLS certificate was replaced; the new one is valid until {EndsAt:yyyy-MM-dd}")]
    private partial void LogReplaced(DateTime endsAt);

    [LoggerMessage(Level = LogLevel.Error, Message = "The new certificate in KINDLINE_TLS_CERT cannot be used; the one before stays in use")]
    private partial void LogUnusable(Exception failure);
}
