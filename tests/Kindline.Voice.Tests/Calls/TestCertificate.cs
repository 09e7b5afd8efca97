using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kindline.Voice.Tests.Calls;

/// <summary>Certificates as a test needs them: signed by themselves, for localhost.</summary>
public static class TestCertificate
{
    /// <summary>Certificate and key in PEM.</summary>
    public static string NewPem(string name, DateTimeOffset? endsAt = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var end = endsAt ?? TimeProvider.System.GetUtcNow().AddYears(1);
        using var certificate = request.CreateSelfSigned(end.AddYears(-2), end);
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    public static X509Certificate2 New(string name)
    {
        var pem = NewPem(name);
        return X509Certificate2.CreateFromPem(pem, pem);
    }
}
