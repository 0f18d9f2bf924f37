namespace TwilioSandbox.Tokens;

/// <summary>The response of <c>POST /sandbox/explain</c>. Values that do not apply are left out.</summary>
internal sealed record TokenExplanation
{
    public required bool Accepted { get; init; }

    public TokenKind? Kind { get; init; }

    /// <summary>The client of the token.</summary>
    public string? Identity { get; init; }

    public bool? AllowsIncoming { get; init; }

    /// <summary>The TwiML application of outgoing calls.</summary>
    public string? ApplicationSid { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>>? ApplicationParams { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public long? SecondsLeft { get; init; }

    /// <summary>Accepted, but probably a mistake.</summary>
    public IReadOnlyList<TokenDefect>? Warnings { get; init; }

    /// <summary>Twilio's error code and text.</summary>
    public int? Code { get; init; }

    public string? Message { get; init; }

    /// <summary><see cref="Defect"/> in words.</summary>
    public string? Explanation { get; init; }

    public TokenDefect? Defect { get; init; }

    public static TokenExplanation Of(TokenVerdict verdict, DateTimeOffset now) => verdict is { Grant: { } grant }
        ? new()
        {
            Accepted = true,
            Kind = grant.Kind,
            Identity = grant.ClientName,
            AllowsIncoming = grant.AllowsIncoming,
            ApplicationSid = grant.ApplicationSid,
            ApplicationParams = grant.ApplicationParams,
            ExpiresAt = grant.ExpiresAt,
            SecondsLeft = grant.SecondsLeft(now),
            Warnings = grant.Warnings,
        }
        : new()
        {
            Accepted = false,
            Code = verdict.Refusal!.Code,
            Message = verdict.Refusal.Message,
            Explanation = verdict.Refusal.Explanation,
            Defect = verdict.Refusal.Defect,
        };
}
