using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TokenBenchmarks;

/// <summary>The same tokens, written by hand into reused buffers, without any checks.</summary>
internal sealed class Floor
{
    private static readonly byte[] s_capabilityHeader = Header("""{"alg":"HS256","typ":"JWT"}""");
    private static readonly byte[] s_accessHeader = Header("""{"alg":"HS256","cty":"twilio-fpa;v=1","typ":"JWT"}""");

    private readonly byte[] _key = Encoding.UTF8.GetBytes(Sample.Secret);
    private readonly ArrayBufferWriter<byte> _payload = new(1024);
    private readonly byte[] _token = new byte[2048];
    private readonly Utf8JsonWriter _json;
    private readonly TimeProvider _time;

    public Floor(TimeProvider time) => (_time, _json) = (time, new(_payload, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    public string Capability()
    {
        var (name, application) = (Encode(Sample.Name), Encode(Sample.ApplicationSid));
        StartPayload();
        _json.WriteString("scope"u8, $"scope:client:incoming?clientName={name} scope:client:outgoing?appSid={application}&clientName={name}");
        _json.WriteString("iss"u8, Sample.AccountSid);
        _json.WriteNumber("exp"u8, _time.GetUtcNow().ToUnixTimeSeconds() + Sample.Ttl);
        return Sign(s_capabilityHeader);
    }

    public string AccessToken()
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        StartPayload();
        _json.WriteString("jti"u8, $"{Sample.ApiKeySid}-{now}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        _json.WriteString("iss"u8, Sample.ApiKeySid);
        _json.WriteString("sub"u8, Sample.AccountSid);
        _json.WriteNumber("iat"u8, now);
        _json.WriteNumber("exp"u8, now + Sample.Ttl);
        _json.WriteStartObject("grants"u8);
        _json.WriteString("identity"u8, Sample.Name);
        _json.WriteStartObject("voice"u8);
        _json.WriteStartObject("incoming"u8);
        _json.WriteBoolean("allow"u8, true);
        _json.WriteEndObject();
        _json.WriteStartObject("outgoing"u8);
        _json.WriteString("application_sid"u8, Sample.ApplicationSid);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndObject();
        return Sign(s_accessHeader);
    }

    private void StartPayload()
    {
        _payload.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
    }

    private string Sign(byte[] header)
    {
        _json.WriteEndObject();
        _json.Flush();

        header.CopyTo(_token, 0);
        var length = header.Length;
        length += Base64Url.EncodeToUtf8(_payload.WrittenSpan, _token.AsSpan(length));

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, _token.AsSpan(0, length), hash);

        _token[length++] = (byte)'.';
        length += Base64Url.EncodeToUtf8(hash, _token.AsSpan(length));
        return Encoding.ASCII.GetString(_token.AsSpan(0, length));
    }

    private static string Encode(string value) => Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal);

    private static byte[] Header(string json) => [.. Encoding.ASCII.GetBytes(Base64Url.EncodeToString(Encoding.ASCII.GetBytes(json))), (byte)'.'];
}
