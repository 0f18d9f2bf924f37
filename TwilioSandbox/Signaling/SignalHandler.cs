using System.Diagnostics;
using TwilioSandbox.Calls;
using TwilioSandbox.Events;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Signaling;

/// <summary>Answers what devices say about themselves (listen, register) and passes on what they say about calls.</summary>
internal sealed class SignalHandler(TokenJudge judge, Switchboard switchboard, Journal journal, TimeProvider time)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(49);

    // Observed: what Twilio answers to a register after the token's end, and to one before the first listen.
    private const int ExpiredCode = 31205;
    private const int MalformedCode = 31204;

    private static readonly CallError s_shutDown = new(31007, "Twilio Voice JavaScript SDK 1.x has been shut down"); // documented

    public void OnFrame(Device device, Frame? frame)
    {
        if (frame is null)
        {
            ProtocolError(device, "A frame was not a JSON object with a 'type'.");
            return;
        }

        switch (frame.Type)
        {
            case "listen":
                Listen(device, frame);
                break;
            case "register":
                Register(device, frame);
                break;
            case "invite" when frame.Reconnect is not null:
                switchboard.Reconnect(device, frame);
                break;
            case "invite":
                switchboard.Invite(device, frame);
                break;
            case "answer":
                switchboard.Answer(device, frame);
                break;
            case "reject":
                switchboard.Reject(device, frame);
                break;
            case "hangup":
                switchboard.Hangup(device, frame);
                break;
            case "dtmf":
                switchboard.Dtmf(device, frame);
                break;
            case "message":
                switchboard.Message(device, frame);
                break;
            case "reinvite":
                // An unanswered ICE restart leaves the old path alive, which is what a relay wants: the other browser cannot restart with it.
                break;
            default:
                ProtocolError(device, $"The sandbox does not know the message type '{frame.PrintableType}'.");
                break;
        }
    }

    public void OnDisconnected(Device device)
    {
        device.ExpiryTimer?.Dispose();
        switchboard.Remove(device);
        if (device.Grant is not null || device.CutOffBecause is not null)
        {
            var why = device.CutOffBecause is { } because ? $"Cut off: {because}" : null;
            journal.Add(new() { Type = EventTypes.ClientDisconnected, Client = device.ClientName, Message = why });
        }
    }

    private void Listen(Device device, Frame frame)
    {
        using var span = Tracing.Start(Tracing.Listen, device.ClientName);
        var (grant, refusal) = judge.Judge(frame.Token);
        if (frame.SdkVersion is { } version && version.StartsWith("1.", StringComparison.Ordinal))
        {
            span?.SetTag("twilio.identity", grant?.ClientName);
            Refuse(device, span, new()
            {
                Type = EventTypes.ClientRefused,
                Client = grant?.ClientName,
                Code = s_shutDown.Code,
                Message = s_shutDown.Message,
                Explanation = $"The device uses twilio-client {version}. Twilio shut down version 1.x of the SDK on 10 September 2025. "
                    + "Use @twilio/voice-sdk 2.x with the same token.",
            });
            return;
        }

        if (grant is null)
        {
            Refuse(device, span, new()
            {
                Type = EventTypes.TokenRefused,
                Client = device.ClientName,
                Code = refusal!.Code,
                Message = refusal.Message,
                Explanation = refusal.Explanation,
                Fault = refusal.Fault,
            });
            return;
        }

        span?.SetTag("twilio.identity", grant.ClientName).SetTag("twilio.scope", Describe(grant));
        journal.Add(new()
        {
            Type = EventTypes.TokenAccepted,
            Client = grant.ClientName,
            Message = Describe(grant),
            Explanation = grant.Warnings.Count == 0 ? null : string.Join(' ', grant.Warnings),
        });
        device.SdkVersion = frame.SdkVersion;
        switchboard.Connect(device, grant);

        // The token may have ended since it was judged; a timer refuses a time that has passed, and one that is more than 49 days away.
        var life = grant.ExpiresAt - time.GetUtcNow();
        device.ExpiryTimer?.Dispose();
        device.ExpiryTimer = time.CreateTimer(
            _ => switchboard.Expire(device, grant), null, TimeSpan.FromTicks(Math.Clamp(life.Ticks, 0, s_longest.Ticks)), Timeout.InfiniteTimeSpan);
    }

    private void Refuse(Device device, Activity? span, SandboxEvent refusal)
    {
        var (code, message) = (refusal.Code!.Value, refusal.Message!);
        span.Fail(code, message);
        journal.Add(refusal);
        switchboard.Unregister(device);
        device.Send(Reply.Error(code, message));
        device.Send(Reply.Close());
        device.Close();
    }

    private void Register(Device device, Frame frame)
    {
        if (device.Grant is not { } grant)
        {
            RefuseRegistration(device, MalformedCode, "Cannot register. No valid token");
        }
        else if (grant.ExpiresAt <= time.GetUtcNow())
        {
            RefuseRegistration(device, ExpiredCode, "Cannot register. Token is expired");
        }
        else if (!frame.WantsAudio)
        {
            switchboard.Unregister(device);
            device.Send(Reply.Offline());
        }
        else
        {
            // The SDK registers again every 30 s; only the first is worth a span.
            using var span = device.IsRegistered ? null : Tracing.Start(Tracing.Register, device.ClientName);
            span?.SetTag("twilio.scope", Describe(grant));
            switchboard.Register(device);
            // Also without an incoming scope (inferred: quickstarts with outgoing-only tokens saw ready). It just never rings.
            device.Send(Reply.Ready());
        }
    }

    private static void RefuseRegistration(Device device, int code, string message)
    {
        using var span = Tracing.Start(Tracing.Register, device.ClientName);
        span.Fail(code, message);
        device.Send(Reply.Error(code, message));
    }

    private void ProtocolError(Device device, string explanation) =>
        journal.Add(new() { Type = EventTypes.ProtocolError, Client = device.ClientName, Explanation = explanation });

    private static string Describe(TokenGrant grant) => (grant.AllowsIncoming, grant.ApplicationSid) switch
    {
        (true, null) => "incoming",
        (true, not null) => "incoming and outgoing",
        (false, not null) => "outgoing",
        _ => "nothing: the token has no scope or grant for calls",
    };
}
