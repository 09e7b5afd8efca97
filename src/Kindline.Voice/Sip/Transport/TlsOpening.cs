using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kindline.Voice.Sip.Transport;

/// <summary>Opens TLS on connections, from either end.</summary>
/// <param name="own">What connections are accepted with, asked at each so that it goes by the certificate of the hour; null where none are.</param>
internal sealed class TlsOpening(Func<SslServerAuthenticationOptions>? own)
{
    private const SslProtocols Spoken = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <exception cref="AuthenticationException">The peer speaks no TLS that we take.</exception>
    public async ValueTask<Stream> AcceptAsync(Stream plain, CancellationToken ct)
    {
        var options = own?.Invoke() ?? throw new InvalidOperationException("No TLS connection is accepted without a certificate.");
        return await OpenAsync(plain, s => s.AuthenticateAsServerAsync(options, ct)).ConfigureAwait(false);
    }

    /// <exception cref="ConnectFaultException">The peer is not who it has to be, or speaks no TLS that we take.</exception>
    public async ValueTask<Stream> ConnectAsync(Stream plain, TlsPeer peer, CancellationToken ct)
    {
        var fault = (ConnectFault?)null;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = peer.Name,
            EnabledSslProtocols = Spoken,
            CertificateChainPolicy = PolicyFor(peer),
            ClientCertificateContext = OwnCertificate(),
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                fault = PeerCertificate.FaultOf(peer.Name, certificate as X509Certificate2, chain, errors);
                return fault is null;
            },
        };
        try
        {
            return await OpenAsync(plain, s => s.AuthenticateAsClientAsync(options, ct)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            throw new ConnectFaultException(fault ?? ConnectFault.NoTls, e);
        }
    }

    private static async Task<Stream> OpenAsync(Stream plain, Func<SslStream, Task> authenticate)
    {
        var secured = new SslStream(plain);
        try
        {
            await authenticate(secured).ConfigureAwait(false);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Where a carrier names its own authority, no other counts; nothing is fetched while a call waits, so no lists of revocation either.</summary>
    /// <exception cref="ConnectFaultException">The authority's text holds no certificate.</exception>
    private static X509ChainPolicy PolicyFor(TlsPeer peer)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (peer.Authority is { } pem)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            try
            {
                policy.CustomTrustStore.ImportFromPem(pem);
            }
            catch (CryptographicException e)
            {
                throw new ConnectFaultException(ConnectFault.NotTrusted, e);
            }
        }
        return policy;
    }

    /// <summary>Ours, for a carrier that asks who comes (mutual TLS): the one that we are known by where we accept connections.</summary>
    private SslStreamCertificateContext? OwnCertificate() => own?.Invoke() switch
    {
        { ServerCertificateContext: { } context } => context,
        { ServerCertificate: X509Certificate2 certificate } => SslStreamCertificateContext.Create(certificate, null, offline: true),
        _ => null,
    };
}
