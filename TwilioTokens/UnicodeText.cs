using System.Runtime.CompilerServices;
using System.Text;

namespace TwilioTokens;

/// <summary>Refuses lone surrogates, which .NET's encoders silently replace by U+FFFD, so that the token would have another name.</summary>
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
            // Its own message quotes the character, which may be part of a secret.
            throw new ArgumentException("The text contains a lone surrogate, which is not a valid Unicode character.", paramName);
        }
    }
}
