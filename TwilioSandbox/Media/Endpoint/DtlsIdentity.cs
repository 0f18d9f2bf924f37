using System.Globalization;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using X509Request = System.Security.Cryptography.X509Certificates.CertificateRequest;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>The endpoint's self-signed certificate. Browsers know it by the fingerprint in the session description.</summary>
internal sealed class DtlsIdentity
{
    private static readonly Lazy<DtlsIdentity> s_current = new(() => new());
    private readonly byte[] _certificate;
    private readonly AsymmetricKeyParameter _key;

    /// <summary>Another one, for tests. It takes time to create a key.</summary>
    public DtlsIdentity()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        using var certificate = new X509Request("CN=sandbox", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        _certificate = certificate.RawData;
        _key = PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey());
        Fingerprint = string.Join(':', SHA256.HashData(_certificate).Select(octet => octet.ToString("X2", CultureInfo.InvariantCulture)));
    }

    /// <summary>One for the process.</summary>
    public static DtlsIdentity Current => s_current.Value;

    /// <summary>The value of <c>a=fingerprint:sha-256</c>.</summary>
    public string Fingerprint { get; }

    public TlsCredentialedSigner CreateSigner(TlsContext context, BcTlsCrypto crypto) => new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        _key,
        new Certificate([new BcTlsCertificate(crypto, _certificate)]),
        SignatureAndHashAlgorithm.GetInstance(Org.BouncyCastle.Tls.HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
}
