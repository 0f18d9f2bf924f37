using System.Text;

namespace System.Buffers.Text;

/// <summary>The methods of .NET 9's <c>Base64Url</c> that this library uses, for .NET 8.</summary>
internal static class Base64Url
{
    /// <summary>At least the encoded length: it includes the padding, which is removed.</summary>
    public static int GetEncodedLength(int length) => Base64.GetMaxEncodedToUtf8Length(length);

    public static string EncodeToString(ReadOnlySpan<byte> bytes)
    {
        var text = new byte[GetEncodedLength(bytes.Length)];
        return Encoding.ASCII.GetString(text, 0, EncodeToUtf8(bytes, text));
    }

    public static int EncodeToUtf8(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        Base64.EncodeToUtf8(bytes, destination, out _, out var written);
        var text = destination[..written].TrimEnd((byte)'=');
        text.Replace((byte)'+', (byte)'-');
        text.Replace((byte)'/', (byte)'_');
        return text.Length;
    }
}
