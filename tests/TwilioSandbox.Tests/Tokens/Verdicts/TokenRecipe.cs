using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TwilioSandbox.Tests.Tokens.Verdicts;

/// <summary>Makes a token from a right one by changes, one a line, in the order given.</summary>
/// <remarks>
/// <code>
/// exp = {now+3600}              a claim, or a part of one (grants.identity); any JSON
/// remove exp
/// header alg = "none"           the same in the header
/// remove header typ
/// payload: {"iss":              the text of the payload; "header:" the same, "payload bytes: FF" in hexadecimal
/// sign with "another secret"    the key, as text; "sign with bytes 00FF", "sign with SHA384" (the right key, another hash)
/// signature first 42            so many characters of it; "signature + AAAA", "signature as standard base64", "as hexadecimal"
/// prefix "Bearer "              before the whole token; "suffix" after it
/// token: a.b                    instead of everything
/// </code>
/// In braces: {AC} {SK} {AP} {authToken} {secret} of the sandbox account, {now-1}, and {a*122} for 122 times "a".
/// </remarks>
internal sealed class TokenRecipe
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private readonly JsonObject _header;
    private readonly JsonObject _payload;
    private byte[]? _rawHeader;
    private byte[]? _rawPayload;
    private byte[] _key;
    private Func<byte[], byte[], byte[]> _sign = HMACSHA256.HashData;
    private Func<byte[], string> _encode = bytes => Base64Url.EncodeToString(bytes);
    private Func<string, string> _token = token => token;

    private TokenRecipe(TestToken start)
    {
        _header = JsonSerializer.SerializeToNode(start.Header)!.AsObject();
        _payload = JsonSerializer.SerializeToNode(start.Payload)!.AsObject();
        _key = Encoding.UTF8.GetBytes(start.Secret);
    }

    public static string Make(string kind, IEnumerable<string> changes)
    {
        var recipe = new TokenRecipe(kind == "access" ? TestToken.Access(TestJudge.Clock) : new(TestJudge.Clock, "alice", "alice"));
        foreach (var change in changes)
        {
            recipe.Apply(Placeholders.Fill(change));
        }

        return recipe.ToString();
    }

    public override string ToString()
    {
        var signed = $"{Base64Url.EncodeToString(_rawHeader ?? Utf8(_header))}.{Base64Url.EncodeToString(_rawPayload ?? Utf8(_payload))}";
        return _token($"{signed}.{_encode(_sign(_key, Encoding.ASCII.GetBytes(signed)))}");
    }

    private void Apply(string change)
    {
        var (verb, rest) = Split(change, change.StartsWith("payload bytes: ", StringComparison.Ordinal) ? "bytes: " : " ");
        switch (verb)
        {
            case "remove" when rest.StartsWith("header ", StringComparison.Ordinal): _header.Remove(rest[7..]); break;
            case "remove": Set(_payload, rest, null, remove: true); break;
            case "header": Assign(_header, rest); break;
            case "header:": _rawHeader = Encoding.UTF8.GetBytes(rest); break;
            case "payload:": _rawPayload = Encoding.UTF8.GetBytes(rest); break;
            case "payload ": _rawPayload = Convert.FromHexString(rest); break;
            case "sign": SignWith(rest["with ".Length..]); break;
            case "signature": Encode(rest); break;
            case "prefix": _token = Before(_token, token => Text(rest) + token); break;
            case "suffix": _token = Before(_token, token => token + Text(rest)); break;
            case "token:" or "token": _token = _ => rest; break;
            default: Assign(_payload, change); break;
        }
    }

    private void SignWith(string key)
    {
        if (key.StartsWith('"'))
        {
            _key = Encoding.UTF8.GetBytes(Text(key));
        }
        else if (key.StartsWith("bytes ", StringComparison.Ordinal))
        {
            _key = Convert.FromHexString(key["bytes ".Length..]);
        }
        else
        {
            _sign = key switch
            {
                "SHA384" => HMACSHA384.HashData,
                "SHA512" => HMACSHA512.HashData,
                "no HMAC" => (secret, data) => SHA256.HashData([.. secret, .. data]),
                _ => throw new FormatException($"sign with {key}"),
            };
        }
    }

    private void Encode(string form) => _encode = Split(form, " ") switch
    {
        ("first", var count) => bytes => Base64Url.EncodeToString(bytes)[..int.Parse(count, CultureInfo.InvariantCulture)],
        ("bytes", var count) => bytes => Base64Url.EncodeToString(bytes.AsSpan(0, int.Parse(count, CultureInfo.InvariantCulture))),
        ("+", var more) => bytes => Base64Url.EncodeToString(bytes) + more,
        ("as", "standard base64") => bytes => "+/" + Convert.ToBase64String(bytes).TrimEnd('=')[2..],
        ("as", "hexadecimal") => Convert.ToHexStringLower,
        ("with", "one bit flipped") => bytes => Base64Url.EncodeToString([(byte)(bytes[0] ^ 1), .. bytes[1..]]),
        ("with", "its spare bits set") => bytes => Base64Url.EncodeToString(bytes)[..^1] + Next(Base64Url.EncodeToString(bytes)[^1]),
        _ => throw new FormatException($"signature {form}"),
    };

    // The last of 43 characters stands for four bits; the next one in the alphabet for the same four.
    private static char Next(char last) => Alphabet[Alphabet.IndexOf(last, StringComparison.Ordinal) + 1];

    private static void Assign(JsonObject json, string assignment)
    {
        var (path, value) = Split(assignment, " = ");
        Set(json, path, JsonNode.Parse(value));
    }

    private static void Set(JsonObject json, string path, JsonNode? value, bool remove = false)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            json = json[name] as JsonObject ?? (json[name] = new JsonObject()).AsObject();
        }

        if (remove)
        {
            json.Remove(names[^1]);
        }
        else
        {
            json[names[^1]] = value;
        }
    }

    private static (string First, string After) Split(string text, string separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + separator.Length)..]) : (text, "");

    private static Func<string, string> Before(Func<string, string> first, Func<string, string> then) => token => then(first(token));

    private static string Text(string json) => JsonSerializer.Deserialize<string>(json)!;

    private static byte[] Utf8(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
