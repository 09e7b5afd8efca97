using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace Kindline.Foundation;

/// <summary>Seals the data protection keys, which lie in the data folder, with a key that does not: AES-256-GCM.</summary>
internal sealed class KeyRingEncryption(MasterKey master) : IXmlEncryptor, IConfigureOptions<KeyManagementOptions>
{
    internal const string Purpose = "data-protection";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var sealedBytes = new byte[plain.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using var aes = new AesGcm(master.Derive(Purpose), tag.Length);
        aes.Encrypt(nonce, plain, sealedBytes, tag);
        var element = new XElement("sealed", new XAttribute("nonce", Convert.ToBase64String(nonce)),
            new XAttribute("tag", Convert.ToBase64String(tag)), Convert.ToBase64String(sealedBytes));
        return new EncryptedXmlInfo(element, typeof(KeyRingDecryption));
    }

    public void Configure(KeyManagementOptions options) => options.XmlEncryptor = this;
}

/// <summary>Opens what <see cref="KeyRingEncryption"/> sealed; made by data protection from its type's name in the file.</summary>
internal sealed class KeyRingDecryption(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var sealedBytes = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[sealedBytes.Length];
        using var aes = new AesGcm(services.GetRequiredService<MasterKey>().Derive(KeyRingEncryption.Purpose), AesGcm.TagByteSizes.MaxSize);
        aes.Decrypt(Bytes("nonce"), sealedBytes, Bytes("tag"), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));

        byte[] Bytes(string name) => Convert.FromBase64String((string?)encryptedElement.Attribute(name) ?? "");
    }
}
