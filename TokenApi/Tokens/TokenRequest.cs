using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using TokenApi.Http;
using TwilioTokens;

namespace TokenApi.Tokens;

/// <summary>The body of a request for a token: <c>{"incoming":true,"outgoing":true,"params":{"k":"v"},"ttl":600}</c></summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TokenRequest
{
    /// <summary>In seconds.</summary>
    public const int DefaultTtl = 3600;

    /// <summary>The longest life Twilio accepts, in seconds. It counts from issue, so a client that asks for 86399 is safe from rounding.</summary>
    public const int MaximumTtl = 86400;

    // Ours, not Twilio's: the parameters are encoded twice into a token that the phone sends in one WebSocket message.
    internal const int MaximumParams = 16;
    internal const int MaximumParamKey = 64;
    internal const int MaximumParamValue = 256;
    internal const int MaximumParamsLength = 8192;

    private const string Boolean = "must be true or false.";

    /// <summary>May the phone register under the name of who is signed in, and receive calls?</summary>
    public bool Incoming { get; private set; }

    /// <summary>May the phone make calls through the configured TwiML application?</summary>
    public bool Outgoing { get; private set; }

    /// <summary>What Twilio sends to the Voice URL with each outgoing call, in this order.</summary>
    public IReadOnlyDictionary<string, string> Params { get; private set; } = new OrderedDictionary<string, string>();

    /// <summary>How long the token is valid, in seconds: 1 to 86400.</summary>
    [Range(1, MaximumTtl), DefaultValue(DefaultTtl)]
    public int Ttl { get; private set; } = DefaultTtl;

    /// <summary>Reads every member, and notes every fault in <paramref name="errors"/>.</summary>
    public static TokenRequest Read(JsonElement body, FieldErrors errors)
    {
        var request = new TokenRequest();
        foreach (var member in body.MembersOnce(errors))
        {
            var (name, value) = (member.Name, member.Value);
            switch (name)
            {
                case "incoming":
                    request.Incoming = ReadBoolean(name, value, errors);
                    break;
                case "outgoing":
                    request.Outgoing = ReadBoolean(name, value, errors);
                    break;
                case "params":
                    request.Params = ReadParams(value, errors);
                    break;
                case "ttl":
                    request.Ttl = ReadTtl(value, errors);
                    break;
                default:
                    errors.Add(name, "is not accepted. The fields are incoming, outgoing, params and ttl; the server sets identity, account and application.");
                    break;
            }
        }

        if (!errors.Any)
        {
            request.CheckTogether(errors);
        }

        return request;
    }

    private void CheckTogether(FieldErrors errors)
    {
        if (!Incoming && !Outgoing)
        {
            const string rule = "At least one of incoming and outgoing must be true.";
            errors.Add("incoming", rule);
            errors.Add("outgoing", rule);
        }
        else if (Params.Count > 0 && !Outgoing)
        {
            errors.Add("params", "are sent with outgoing calls, so outgoing must be true.");
        }
        else if (FormEncoding.Encode(FormEncoding.Encode(Params)).Length is > MaximumParamsLength and var length)
        {
            errors.Add("params", $"are too long together: encoded for a token they have {length} characters, and {MaximumParamsLength} are the most.");
        }
    }

    private static bool ReadBoolean(string name, JsonElement value, FieldErrors errors)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            errors.Add(name, Boolean);
        }

        return value.ValueKind == JsonValueKind.True;
    }

    private static int ReadTtl(JsonElement value, FieldErrors errors)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var ttl) && ttl is >= 1 and <= MaximumTtl)
        {
            return ttl;
        }

        errors.Add("ttl", $"must be a whole number of seconds from 1 to {MaximumTtl}.");
        return default;
    }

    private static OrderedDictionary<string, string> ReadParams(JsonElement value, FieldErrors errors)
    {
        var read = new OrderedDictionary<string, string>();
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add("params", "must be an object whose values are strings.");
            return read;
        }

        if (value.GetPropertyCount() > MaximumParams)
        {
            errors.Add("params", $"must have at most {MaximumParams} members.");
            return read;
        }

        foreach (var member in value.MembersOnce(errors, "params."))
        {
            var key = member.Name;
            var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
            if (key.Length is 0 or > MaximumParamKey)
            {
                errors.Add("params", $"must have keys of 1 to {MaximumParamKey} characters.");
            }
            else if (text is null || text.Length > MaximumParamValue)
            {
                errors.Add($"params.{key}", $"must be a string of at most {MaximumParamValue} characters.");
            }
            else
            {
                read.Add(key, text);
            }
        }

        return read;
    }
}
