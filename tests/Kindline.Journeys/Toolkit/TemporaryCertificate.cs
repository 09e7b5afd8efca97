using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kindline.Journeys.Toolkit;

/// <summary>A certificate of our own making with its key, as one PEM file.</summary>
sealed class TemporaryCertificate : IDisposable
{
    readonly string folder = Places.NewFolder("certificate");

    public TemporaryCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=kindline", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(now.AddMinutes(-5), now.AddDays(30));
        System.IO.File.WriteAllText(File, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    public string File => Path.Combine(folder, "site.pem");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
