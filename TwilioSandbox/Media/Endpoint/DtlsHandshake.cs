using System.Security.Cryptography;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace TwilioSandbox.Media.Endpoint;

/// <summary>The server side of one DTLS 1.2 handshake, which agrees on the keys of SRTP (RFC 5764).</summary>
/// <param name="remoteFingerprint">SHA-256 of the certificate that the browser announced.</param>
/// <param name="onKeys">Receives both directions' keys at the end of the handshake.</param>
internal sealed class DtlsHandshake(byte[] remoteFingerprint, Action<SrtpKeys> onKeys) : DefaultTlsServer(new BcTlsCrypto(new SecureRandom()))
{
    private const int Profile = SrtpProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80;

    // A browser may send what is not DTLS, or a stale record. The handshake goes on.
    public override bool IgnoreCorruptDtlsRecords => true;

    public override int GetHandshakeTimeoutMillis() => 20_000;

    public override int GetHandshakeResendTimeMillis() => 250;

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    protected override int[] GetSupportedCipherSuites() =>
        [CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384];

    protected override TlsCredentialedSigner GetECDsaSignerCredentials() => DtlsIdentity.Current.CreateSigner(m_context, (BcTlsCrypto)Crypto);

    public override CertificateRequest GetCertificateRequest() => new(
        [ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign], TlsUtilities.GetDefaultSupportedSignatureAlgorithms(m_context), null);

    public override void NotifyClientCertificate(Certificate clientCertificate)
    {
        if (clientCertificate.IsEmpty || !CryptographicOperations.FixedTimeEquals(SHA256.HashData(clientCertificate.GetCertificateAt(0).GetEncoded()), remoteFingerprint))
        {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    public override void ProcessClientExtensions(IDictionary<int, byte[]> clientExtensions)
    {
        base.ProcessClientExtensions(clientExtensions);
        if (TlsSrtpUtilities.GetUseSrtpExtension(clientExtensions)?.ProtectionProfiles.Contains(Profile) != true)
        {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
    }

    public override IDictionary<int, byte[]> GetServerExtensions()
    {
        var extensions = TlsExtensionsUtilities.EnsureExtensionsInitialised(base.GetServerExtensions());
        TlsSrtpUtilities.AddUseSrtpExtension(extensions, new([Profile], []));
        return extensions;
    }

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        onKeys(SrtpKeys.Read(m_context.ExportKeyingMaterial("EXTRACTOR-dtls_srtp", null, SrtpKeys.Length)));
    }
}
