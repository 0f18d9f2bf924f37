using System.ComponentModel.DataAnnotations;

namespace TokenApi.Session;

/// <summary>How long sessions live: configuration section <c>Sessions</c>.</summary>
internal sealed class SessionLifetimeOptions
{
    public const string Section = "Sessions";

    /// <summary>The longest <see cref="Lifetime"/>.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>A session ends after this time without use.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00", ErrorMessage = "Sessions:IdleTimeout is malformed. Expected: a time from 00:01:00 to 30.00:00:00.")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromHours(8);

    /// <summary>A session ends after this time, used or not.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00", ErrorMessage = "Sessions:Lifetime is malformed. Expected: a time from 00:01:00 to 30.00:00:00.")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(12);
}
