using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Data.KeyRing;

/// <summary>Seals an element of the ring with AES-256-GCM under a key derived from the master key.</summary>
internal sealed class SealXml(MasterKey master) : IXmlEncryptor
{
    internal const string Purpose = "data-protection";
    internal const int NonceBytes = 12, TagBytes = 16;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(master.For(Purpose), TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes));
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(sealedBytes)), typeof(UnsealXml));
    }
}

/// <summary>Opens what <see cref="SealXml"/> sealed. The ring stores this type's name and makes it by itself.</summary>
internal sealed class UnsealXml(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var bytes = Convert.FromBase64String(encryptedElement.Value).AsSpan();
        var plain = new byte[bytes.Length - SealXml.NonceBytes - SealXml.TagBytes];
        using var aes = new AesGcm(services.GetRequiredService<MasterKey>().For(SealXml.Purpose), SealXml.TagBytes);
        aes.Decrypt(bytes[..SealXml.NonceBytes], bytes[(SealXml.NonceBytes + SealXml.TagBytes)..], bytes[SealXml.NonceBytes..(SealXml.NonceBytes + SealXml.TagBytes)], plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
