using System.Net;
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
        var request = new CertificateRequest("CN=kindline", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(now.AddMinutes(-5), now.AddDays(30));
        Pem = certificate.ExportCertificatePem();
        System.IO.File.WriteAllText(File, Pem + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>The certificate alone: it is its own authority.</summary>
    public string Pem { get; }

    public string File => Path.Combine(folder, "site.pem");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
