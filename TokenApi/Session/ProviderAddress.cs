namespace TokenApi.Session;

/// <summary>Rules for the address of an identity provider. The service trusts its answers, so it needs https or loopback.</summary>
internal static class ProviderAddress
{
    public const string Pattern = @"(https://[A-Za-z0-9.-]+|http://(localhost|127\.0\.0\.1|\[::1\]))(:[0-9]{1,5})?(/[^\s?#]*)?";

    public const string Expected = "Expected: the provider's https address, such as https://login.example.com; http is for loopback only.";

    public static bool RequiresHttps(string? authority) => authority?.StartsWith("http://", StringComparison.Ordinal) != true;
}
