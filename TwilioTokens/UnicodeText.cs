using System.Runtime.CompilerServices;
using System.Text;

namespace TwilioTokens;

/// <summary>Refuses half of a surrogate pair, which .NET's encoders would silently turn into U+FFFD: another name than the one asked for.</summary>
internal static class UnicodeText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException"><paramref name="value"/> is null or contains a lone surrogate.</exception>
    public static void ThrowIfMalformed(string value, [CallerArgumentExpression(nameof(value))] string? paramName = null)
    {
        ArgumentNullException.ThrowIfNull(value, paramName);
        try
        {
            Strict.GetByteCount(value);
        }
        catch (EncoderFallbackException)
        {
            // Its own message would quote the character, which may be part of a secret.
            throw new ArgumentException("The text contains half of a surrogate pair, which is not a character.", paramName);
        }
    }
}
