using System.Security.Cryptography;
using System.Text;
using TwilioSandbox.Events;
using TwilioSandbox.Signaling;

namespace TwilioSandbox.Calls;

// The SDK brings its call to a new socket itself, and does the same after every new token on the old one:
//   invite CA1, sdp, reconnect   ->
//                                <-   answer CA1, sdp, reconnect    (or hangup CA1: the call is over, or never was this client's)
// The callee has the reconnect token from its invite, the caller from its answer.
internal sealed partial class Switchboard
{
    private static readonly CallError s_badReconnect = new(31209, "Reconnect attempt is not authorized."); // documented

    /// <summary>A client goes on with its call, here. The token counts only with the identity and the CallSid that it was made for.</summary>
    public void Reconnect(Device device, Frame frame)
    {
        lock (_lock)
        {
            if (frame.CallSid is not { } callSid)
            {
                return;
            }

            var leg = _legs.Find(leg => leg.CallSid == callSid && leg.ClientName == device.ClientName);
            var rings = leg?.Call.Ringing.Contains(leg) == true;
            if (device.Grant is null || leg is null || !IsSame(leg.ReconnectToken, frame.Reconnect!) || rings)
            {
                journal.Add(new()
                {
                    Type = EventTypes.CallRefused,
                    Client = device.ClientName,
                    Code = s_badReconnect.Code,
                    Message = s_badReconnect.Message,
                    Explanation = rings
                        ? "The call still rings. The sandbox does not imitate how a call is forwarded to another Device, with a connectToken."
                        : "The reconnect token is not the one of this call and this client, or the call is over.",
                });
                device.Send(Reply.Hangup(callSid, s_badReconnect));
                return;
            }

            var isBack = leg.Device != device;
            GoOn(leg, device);
            if (leg.IsOver)
            {
                return;
            }

            device.Send(Reply.Answer(callSid, leg.RemoteSdp, leg.ReconnectToken));
            if (isBack)
            {
                journal.Add(new() { Type = EventTypes.CallReconnected, Client = leg.ClientName, CallSid = leg.Call.Caller!.CallSid });
            }
        }
    }

    private static bool IsSame(string token, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(other));
}
