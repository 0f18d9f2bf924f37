namespace TwilioSandbox.Account;

/// <summary>The body of <c>POST /sandbox/tokens</c>, such as <c>{"client":"alice","incoming":true,"kind":"access","ttl":600}</c>.</summary>
internal sealed record TokenRequest
{
    /// <summary>The identity. Required.</summary>
    public string? Client { get; init; }

    /// <summary>Whether the client may register and receive calls.</summary>
    public bool? Incoming { get; init; }

    /// <summary>Whether the client may make calls. Both are allowed when neither is given.</summary>
    public bool? Outgoing { get; init; }

    /// <summary><c>capability</c>, which is the default, or <c>access</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Lifetime in seconds. The default is 3600.</summary>
    public int? Ttl { get; init; }
}
