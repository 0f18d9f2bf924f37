namespace TwilioSandbox.Signaling;

/// <summary>A Twilio edge, as the SDK names it, and its region. The SDK opens <c>voice-js.dublin.twilio.com</c> for the edge <c>dublin</c>.</summary>
/// <param name="Name">The edge, <c>device.edge</c> in the SDK.</param>
/// <param name="Home">The region's short code, <c>device.home</c> in the SDK.</param>
/// <param name="Region">The region, as Twilio writes it on the wire.</param>
internal sealed record Edge(string Name, string Home, string Region)
{
    private static readonly Edge[] s_edges =
    [
        new("ashburn", "us1", "US_EAST_VIRGINIA"),
        new("dublin", "ie1", "EU_IRELAND"),
        new("frankfurt", "de1", "EU_FRANKFURT"),
        new("sao-paulo", "br1", "SOUTH_AMERICA_SAO_PAULO"),
        new("singapore", "sg1", "ASIAPAC_SINGAPORE"),
        new("sydney", "au1", "ASIAPAC_SYDNEY"),
        new("tokyo", "jp1", "ASIAPAC_TOKYO"),
        new("umatilla", "us2", "US_WEST_OREGON"),
        // Interconnect. Their region on the wire is inferred.
        new("ashburn-ix", "us1-ix", "US_EAST_VIRGINIA"),
        new("san-jose-ix", "us2-ix", "US_WEST_OREGON"),
        new("london-ix", "ie1-ix", "EU_IRELAND"),
        new("frankfurt-ix", "de1-ix", "EU_FRANKFURT"),
        new("singapore-ix", "sg1-ix", "ASIAPAC_SINGAPORE"),
        new("sydney-ix", "au1-ix", "ASIAPAC_SYDNEY"),
        new("tokyo-ix", "jp1-ix", "ASIAPAC_TOKYO"),
    ];

    /// <summary>The edge of a host. For <c>voice-js.roaming.twilio.com</c> and unknown hosts, Twilio chooses the nearest edge: here always ashburn.</summary>
    public static Edge Of(string? host) => Array.Find(s_edges, edge => string.Equals(host, $"voice-js.{edge.Name}.twilio.com", StringComparison.OrdinalIgnoreCase)) ?? s_edges[0];
}
