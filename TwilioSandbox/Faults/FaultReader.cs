using System.Text.Json;
using System.Text.Json.Serialization;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Faults;

/// <summary>Reads the body of <c>POST /sandbox/faults</c>, and says of every field that breaks its rule which rule that is.</summary>
internal static class FaultReader
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    // Every field: what was given, whether that will do, and what will.
    private static readonly (string Name, Func<FaultRequest, object?> Value, Func<object, bool> IsRight, string Rule)[] s_fields =
    [
        ("kind", r => r.Kind, name => FaultKind.All.Any(kind => kind.Name == (string)name),
            $"must be one of {string.Join(", ", FaultKind.All.Select(kind => kind.Name))}."),
        ("client", r => r.Client, name => ClientName.IsValid((string)name), "must be a client name, such as alice."),
        Whole("delayMs", r => r.DelayMs, 1, 60_000),
        Whole("jitterMs", r => r.JitterMs, 1, 60_000),
        Whole("code", r => r.Code, 10_000, 99_999),
        Whole("status", r => r.Status, 400, 599),
        Whole("offsetSeconds", r => r.OffsetSeconds, -31_536_000, 31_536_000),
        ("chance", r => r.Chance, chance => (double)chance is > 0 and <= 1, "must be a number above 0 and up to 1."),
        Whole("seed", r => r.Seed, int.MinValue, int.MaxValue),
        Whole("count", r => r.Count, 1, 1_000_000),
        Whole("for", r => r.For, 1, 86_400),
    ];

    public static IEnumerable<string> FieldNames { get; } = s_fields.Select(known => known.Name);

    public static FaultRequest? Read(ReadOnlySpan<byte> body, out Dictionary<string, string[]> errors)
    {
        errors = new(StringComparer.Ordinal);
        FaultRequest? request = null;
        try
        {
            request = JsonSerializer.Deserialize<FaultRequest>(body, s_json);
        }
        catch (JsonException e)
        {
            // The path is $.name for a field, and $ when it is no JSON.
            var name = e.Path?.TrimStart('$', '.') ?? "";
            errors[name] = [s_fields.FirstOrDefault(known => known.Name == name).Rule
                ?? (name.Length == 0 ? "The body must be one JSON object, with each field once." : $"is not known here; {string.Join(", ", FieldNames)} are.")];
            return null;
        }

        foreach (var (name, value, isRight, rule) in s_fields)
        {
            if (Fault(request?.Kind, name, value(request ?? new()), isRight, rule) is { } fault)
            {
                errors[name] = [fault];
            }
        }

        return errors.Count == 0 ? request : null;
    }

    private static string? Fault(string? kindName, string name, object? value, Func<object, bool> isRight, string rule)
    {
        var kind = FaultKind.All.FirstOrDefault(kind => kind.Name == kindName);
        if (value is null)
        {
            return name == "kind" || kind?.Needs.Contains(name) == true ? $"is missing; it {rule}" : null;
        }

        return !isRight(value) ? rule
            : kind is not null && !kind.Needs.Contains(name) && !kind.Takes.Contains(name) ? $"has no meaning for {kindName}; leave it out."
            : null;
    }

    private static (string, Func<FaultRequest, object?>, Func<object, bool>, string) Whole(string name, Func<FaultRequest, int?> value, int least, int most) =>
        (name, request => value(request), number => (int)number >= least && (int)number <= most, $"must be a whole number from {least} to {most}.");
}
