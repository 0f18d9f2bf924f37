namespace TwilioSandbox.Media.Endpoint;

/// <summary>A master key and salt of SRTP (RFC 3711).</summary>
internal sealed record SrtpKey(byte[] Key, byte[] Salt);

/// <summary>The browser's key and ours. The browser is the DTLS client.</summary>
internal sealed record SrtpKeys(SrtpKey Client, SrtpKey Server)
{
    public const int KeyLength = 16;
    public const int SaltLength = 14;

    /// <summary>The length of the exported keying material.</summary>
    public const int Length = 2 * (KeyLength + SaltLength);

    /// <summary>The order is client key, server key, client salt, server salt (RFC 5764, 4.2).</summary>
    public static SrtpKeys Read(byte[] material) => new(
        new(material[..16], material[32..46]),
        new(material[16..32], material[46..60]));
}
