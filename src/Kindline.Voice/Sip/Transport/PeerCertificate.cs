using System.Formats.Asn1;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kindline.Voice.Sip.Transport;

/// <summary>Whether a certificate is that of the SIP peer who was to be reached (RFC 5922 7).</summary>
internal static class PeerCertificate
{
    private const string AlternativeNames = "2.5.29.17";
    private static readonly Asn1Tag UriName = new(TagClass.ContextSpecific, 6);

    /// <summary>What is wrong, or null. Who signed it comes first: a name that a stranger wrote says nothing.</summary>
    /// <param name="name">The domain, or an address as text.</param>
    /// <param name="certificate">What the peer showed.</param>
    /// <param name="chain">As it was built.</param>
    /// <param name="errors">What was found; its name check knows DNS names and addresses.</param>
    public static ConnectFault? FaultOf(string name, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return ConnectFault.NoTls;
        }
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            var onlyTime = chain is not null && chain.ChainStatus.All(s => s.Status == X509ChainStatusFlags.NotTimeValid);
            return onlyTime ? ConnectFault.Expired : ConnectFault.NotTrusted;
        }
        return IsOf(name, certificate, errors) ? null : ConnectFault.WrongName;
    }

    /// <summary>
    /// SIP URIs in the certificate are its SIP domains, and where there are any the DNS names are not (RFC 5922 7.1). "*.pstn.carrier.example" is
    /// taken against RFC 5922 7.2, as the largest carriers show nothing else; it stands for one label, as everywhere (RFC 6125 6.4.3).
    /// </summary>
    private static bool IsOf(string name, X509Certificate2 certificate, SslPolicyErrors errors)
    {
        var domains = IPAddress.TryParse(name, out _) ? [] : SipDomains(certificate);
        return domains.Count > 0
            ? domains.Contains(name, StringComparer.OrdinalIgnoreCase)
            : !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
    }

    /// <summary>The hosts of SIP URIs without a user: one with a user is a person's, not a server's (RFC 5922 7.1).</summary>
    private static List<string> SipDomains(X509Certificate2 certificate)
    {
        List<string> found = [];
        foreach (var extension in certificate.Extensions.Where(e => e.Oid?.Value == AlternativeNames))
        {
            foreach (var text in Uris(extension.RawData))
            {
                if (SipUri.TryParse(text, out var uri) && uri is { Scheme: "sip", User: null })
                {
                    found.Add(uri.Host);
                }
            }
        }
        return found;
    }

    private static List<string> Uris(byte[] names)
    {
        List<string> found = [];
        try
        {
            var sequence = new AsnReader(names, AsnEncodingRules.DER).ReadSequence();
            while (sequence.HasData)
            {
                if (sequence.PeekTag() == UriName)
                {
                    found.Add(sequence.ReadCharacterString(UniversalTagNumber.IA5String, UriName));
                }
                else
                {
                    sequence.ReadEncodedValue();
                }
            }
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            // Nobody signs such a thing; what could be read counts.
        }
        return found;
    }
}
