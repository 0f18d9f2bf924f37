using System.Security.Cryptography;

namespace TwilioSandbox.Media;

/// <summary>The user name fragment and password of one ICE agent (RFC 8445): <c>a=ice-ufrag</c> and <c>a=ice-pwd</c>.</summary>
internal sealed record IceCredentials(string Ufrag, string Password)
{
    public static IceCredentials Create() => new(RandomNumberGenerator.GetHexString(8, lowercase: true), RandomNumberGenerator.GetHexString(32, lowercase: true));
}
