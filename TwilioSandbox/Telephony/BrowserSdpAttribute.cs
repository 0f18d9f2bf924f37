using System.ComponentModel.DataAnnotations;
using TwilioSandbox.Media;
using TwilioSandbox.Media.Endpoint;

namespace TwilioSandbox.Telephony;

/// <summary>A browser's session description. Without its fingerprint there is no sound.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BrowserSdpAttribute() : ValidationAttribute("must be a browser's session description: up to 32 KB, with a=fingerprint:sha-256.")
{
    public override bool IsValid(object? value) =>
        value is null || (value is string sdp && Sdp.IsAcceptable(sdp) && SessionDescription.Read(sdp).Fingerprint is not null);
}
