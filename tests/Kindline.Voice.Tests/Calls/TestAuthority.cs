using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kindline.Voice.Tests.Calls;

/// <summary>Signs the certificates of a test's carriers and customers.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 root;

    public TestAuthority(string name = "authority")
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        root = request.CreateSelfSigned(now.AddYears(-3), now.AddYears(3));
    }

    /// <summary>What those who trust it are given.</summary>
    public string Pem => root.ExportCertificatePem();

    /// <summary>A certificate and its key, in PEM.</summary>
    /// <param name="names">Addresses, "sip:" URIs and DNS names.</param>
    public string Sign(params string[] names) => Sign(TimeProvider.System.GetUtcNow().AddYears(1), names);

    /// <inheritdoc cref="Sign(string[])"/>
    public string Sign(DateTimeOffset endsAt, params string[] names)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=peer", own, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(AlternativeNames(names));
        using var certificate = request.Create(root, endsAt.AddYears(-2), endsAt, RandomNumberGenerator.GetBytes(8));
        return $"{certificate.ExportCertificatePem()}\n{own.ExportPkcs8PrivateKeyPem()}\n";
    }

    public void Dispose()
    {
        root.Dispose();
        key.Dispose();
    }

    private static X509Extension AlternativeNames(string[] names)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var name in names)
            {
                var (tag, value) = IPAddress.TryParse(name, out var address) ? (7, address.GetAddressBytes())
                    : (name.StartsWith("sip:", StringComparison.Ordinal) ? 6 : 2, System.Text.Encoding.ASCII.GetBytes(name));
                writer.WriteOctetString(value, new Asn1Tag(TagClass.ContextSpecific, tag));
            }
        }
        return new X509Extension("2.5.29.17", writer.Encode(), critical: false);
    }
}
