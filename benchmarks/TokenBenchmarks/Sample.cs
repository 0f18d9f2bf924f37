namespace TokenBenchmarks;

/// <summary>The token to create: incoming and outgoing calls for ten minutes.</summary>
internal static class Sample
{
    public const string AccountSid = "AC00000000000000000000000000facade";
    public const string ApiKeySid = "SK00000000000000000000000000facade";
    public const string ApplicationSid = "AP00000000000000000000000000facade";
    public const string Secret = "000000000000000000000000badcafe0";
    public const string Name = "alice";
    public const int Ttl = 600;
}
