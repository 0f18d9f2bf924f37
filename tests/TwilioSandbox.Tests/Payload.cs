using System.Text.Json;

namespace TwilioSandbox.Tests;

/// <summary>Reads the payloads of frames.</summary>
internal static class Payload
{
    public static string Sid(this JsonElement payload) => payload.GetProperty("callsid").GetString()!;

    /// <summary>The error's code, or null.</summary>
    public static int? Code(this JsonElement payload) =>
        payload.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : null;

    public static string? Parameter(this JsonElement payload, string name) =>
        payload.GetProperty("parameters").TryGetProperty(name, out var value) ? value.GetString() : null;
}
