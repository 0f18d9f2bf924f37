using TwilioTokens;

namespace TokenBenchmarks;

/// <summary>The tokens as TokenApi creates them.</summary>
internal sealed class Product(TimeProvider time)
{
    public string Capability() => new Capability(Sample.AccountSid, Sample.Secret, timeProvider: time)
        .AllowClientIncoming(Sample.Name)
        .WithClientName(Sample.Name)
        .AllowClientOutgoing(Sample.ApplicationSid)
        .Generate(Sample.Ttl);

    public string AccessToken() => new AccessToken(Sample.AccountSid, Sample.ApiKeySid, Sample.Secret, Sample.Name, timeProvider: time)
        .AddGrant(new VoiceGrant { IncomingAllow = true, OutgoingApplicationSid = Sample.ApplicationSid })
        .Generate(Sample.Ttl);
}
