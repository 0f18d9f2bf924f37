namespace TwilioSandbox;

internal static class RequestBody
{
    /// <summary>The whole body; null when it has more than so many bytes.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int most)
    {
        var buffer = new byte[most + 1];
        var length = await request.Body.ReadAtLeastAsync(
            buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        return length > most ? default(ReadOnlyMemory<byte>?) : buffer.AsMemory(0, length);
    }
}
