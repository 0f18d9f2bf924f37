using System.ComponentModel.DataAnnotations;
using StackExchange.Redis;

namespace TokenApi.SharedState;

/// <summary>Where Redis is: configuration key <c>ConnectionStrings:redis</c>. Empty: each instance has its own state.</summary>
internal sealed class RedisOptions : IValidatableObject
{
    public const string Section = "ConnectionStrings";

    // The connection string may override these. The service starts and answers while Redis is away.
    private const string Defaults = "abortConnect=false,connectTimeout=2000,syncTimeout=1000";

    /// <summary>Host, port and options, such as <c>redis:6379,password=…</c>.</summary>
    public string? Redis { get; set; }

    public ConfigurationOptions Parse()
    {
        var options = ConfigurationOptions.Parse($"{Defaults},{Redis}");
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry(1000);
        return options;
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => string.IsNullOrEmpty(Redis) || IsValid()
        ? []
        : [new("ConnectionStrings:redis is malformed. Expected: host, port and options, such as redis:6379,password=…,ssl=true.")];

    // The exception may quote a password.
    private bool IsValid()
    {
        try
        {
            return Parse().EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
