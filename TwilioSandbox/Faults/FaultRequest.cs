namespace TwilioSandbox.Faults;

/// <summary>The body of <c>POST /sandbox/faults</c>, such as <c>{"kind":"delay-signaling","client":"alice","delayMs":200,"jitterMs":100,"seed":7,"for":60}</c>.</summary>
internal record FaultRequest
{
    public string? Kind { get; init; }

    /// <summary>Whom it meets; everybody when it is not given.</summary>
    public string? Client { get; init; }

    public int? DelayMs { get; init; }

    /// <summary>Up to so much more than <see cref="DelayMs"/>, each time as the seed decides.</summary>
    public int? JitterMs { get; init; }

    /// <summary>Twilio's error code.</summary>
    public int? Code { get; init; }

    /// <summary>An HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>How far ahead the clock is; behind when negative.</summary>
    public int? OffsetSeconds { get; init; }

    /// <summary>How likely it is each time, from 0 to 1; the seed decides. 1 when it is not given.</summary>
    public double? Chance { get; init; }

    /// <summary>The same seed makes the same decisions. A random one, which the answer tells, when it is not given.</summary>
    public int? Seed { get; init; }

    /// <summary>It ends when it was used so often.</summary>
    public int? Count { get; init; }

    /// <summary>It ends after so many seconds.</summary>
    public int? For { get; init; }
}
