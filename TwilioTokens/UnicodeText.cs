using System.Runtime.CompilerServices;
using System.Text;

namespace TwilioTokens;

/// <summary>Refuses lone surrogates. .NET's encoders silently replace them with U+FFFD, which would change the name in the token.</summary>
internal static class UnicodeText
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException"><paramref name="value"/> is null or contains a lone surrogate.</exception>
    public static void ThrowIfMalformed(string value, [CallerArgumentExpression(nameof(value))] string? paramName = null)
    {
        ArgumentNullException.ThrowIfNull(value, paramName);
        try
        {
            s_strict.GetByteCount(value);
        }
        catch (EncoderFallbackException)
        {
            // The exception's message quotes the character, which may be part of a secret.
            throw new ArgumentException("The string contains a lone surrogate, so it is not valid Unicode.", paramName);
        }
    }
}
