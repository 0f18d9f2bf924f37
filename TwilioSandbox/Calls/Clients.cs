using System.Diagnostics;
using TwilioSandbox.Events;
using TwilioSandbox.Signaling;
using TwilioSandbox.Tokens;

namespace TwilioSandbox.Calls;

/// <summary>Connects clients whose token is valid, and registers them for incoming calls.</summary>
internal sealed class Clients(TokenJudge judge, Switchboard switchboard, Reconnection reconnection, Journal journal, TimeProvider time)
{
    private static readonly TimeSpan s_longestTimer = TimeSpan.FromDays(49);

    private static readonly CallError s_shutDown = new(31007, "Twilio Voice JavaScript SDK 1.x has been shut down"); // documented

    /// <summary>The client that a valid token names.</summary>
    public string? NameIn(Frame listen) => judge.Judge(listen.Token).Grant?.ClientName;

    /// <summary>A device sends a token.</summary>
    public void Listen(Device device, Frame frame)
    {
        using var span = Tracing.Start(Tracing.Listen, device.ClientName);
        var (grant, refusal) = judge.Judge(frame.Token);
        if (frame.SdkVersion is { } version && version.StartsWith("1.", StringComparison.Ordinal))
        {
            span?.SetTag("twilio.identity", grant?.ClientName);
            var explanation = $"The device uses twilio-client {version}. Twilio shut down version 1.x of the SDK on 10 September 2025. Use @twilio/voice-sdk 2.x with the same token.";
            Refuse(device, span, new()
            {
                Type = EventTypes.ClientRefused, Client = grant?.ClientName, Code = s_shutDown.Code, Message = s_shutDown.Message, Explanation = explanation,
            });
        }
        else if (grant is null)
        {
            var (code, message, defect) = refusal!;
            Refuse(device, span, new()
            {
                Type = EventTypes.TokenRefused, Client = device.ClientName, ClaimedClient = ClaimedName.Of(frame.Token), Code = code, Message = message, Explanation = $"{defect}", Defect = defect,
            });
        }
        else
        {
            span?.SetTag("twilio.identity", grant.ClientName).SetTag("twilio.scope", ScopeOf(grant));
            device.SdkVersion = frame.SdkVersion;
            Connect(device, grant);
        }
    }

    /// <summary>A device registers for incoming calls, or unregisters.</summary>
    public void Register(Device device, Frame frame)
    {
        if (device.Grant is not { } grant)
        {
            // Observed: Twilio's response to a register before the first listen.
            RefuseRegistration(device, 31204, "Cannot register. No valid token");
        }
        else if (grant.ExpiresAt <= time.GetUtcNow())
        {
            // Observed: Twilio's response to a register after the token's expiry.
            RefuseRegistration(device, CallErrors.Expired.Code, "Cannot register. Token is expired");
        }
        else if (!frame.WantsAudio)
        {
            SetRegistered(device, false);
            device.Send(Reply.Offline());
        }
        else
        {
            // The SDK registers again every 30 s. Only the first registration has a span.
            using var span = device.IsRegistered ? null : Tracing.Start(Tracing.Register, device.ClientName);
            span?.SetTag("twilio.scope", ScopeOf(grant));
            SetRegistered(device, true);
            // Without an incoming scope too (inferred: quickstarts with outgoing-only tokens saw ready). Such a device never rings.
            device.Send(Reply.Ready());
        }
    }

    /// <summary>The device's socket is lost.</summary>
    public void Disconnect(Device device)
    {
        device.ExpiryTimer?.Dispose();
        lock (switchboard.Lock)
        {
            switchboard.Devices.Remove(device);
            reconnection.OnLost(device);
        }

        if (device.Grant is not null || device.CutOffReason is not null)
        {
            var message = device.CutOffReason is { } reason ? $"Cut off: {reason}" : null;
            journal.Add(new() { Type = EventTypes.ClientDisconnected, Client = device.ClientName, Connection = device.Connection, Message = message });
        }
    }

    public static void RefuseRegistration(Device device, int code, string message)
    {
        using var span = Tracing.Start(Tracing.Register, device.ClientName);
        span.Fail(code, message);
        device.Send(Reply.Error(code, message));
    }

    private void Connect(Device device, TokenGrant grant)
    {
        var warnings = grant.Warnings.Count == 0 ? null : string.Join(' ', grant.Warnings);
        journal.Add(new() { Type = EventTypes.TokenAccepted, Client = grant.ClientName, Connection = device.Connection, Message = ScopeOf(grant), Explanation = warnings });
        device.Grant = grant;
        if (!switchboard.Devices.Contains(device))
        {
            switchboard.Devices.Add(device);
        }

        device.Send(Reply.Connected(device.Edge, grant.ClientName, grant.SecondsLeft(time.GetUtcNow())));
        reconnection.SendMissedEnds(device);

        // Timers refuse a due time in the past or more than 49 days ahead.
        var life = grant.ExpiresAt - time.GetUtcNow();
        device.ExpiryTimer?.Dispose();
        device.ExpiryTimer = time.CreateTimer(
            _ => Expire(device, grant), null, TimeSpan.FromTicks(Math.Clamp(life.Ticks, 0, s_longestTimer.Ticks)), Timeout.InfiniteTimeSpan);
    }

    // Unless the device has a new token. Its live call continues (observed); new calls are refused.
    private void Expire(Device device, TokenGrant grant)
    {
        lock (switchboard.Lock)
        {
            if (device.Grant == grant)
            {
                var (code, message) = CallErrors.Expired;
                journal.Add(new() { Type = EventTypes.TokenExpired, Client = grant.ClientName, Code = code, Message = message });
                SetRegistered(device, false);
                device.Send(Reply.Error(code, message));
                device.Send(Reply.Offline());
            }
        }
    }

    private void Refuse(Device device, Activity? span, SandboxEvent refusal)
    {
        span.Fail(refusal.Code!.Value, refusal.Message!);
        journal.Add(refusal);
        SetRegistered(device, false);
        device.Send(Reply.Error(refusal.Code.Value, refusal.Message!));
        device.Send(Reply.Close());
        device.Close();
    }

    private void SetRegistered(Device device, bool isRegistered)
    {
        if (device.IsRegistered != isRegistered)
        {
            device.IsRegistered = isRegistered;
            journal.Add(new() { Type = isRegistered ? EventTypes.ClientRegistered : EventTypes.ClientUnregistered, Client = device.ClientName, Connection = device.Connection });
        }
    }

    private static string ScopeOf(TokenGrant grant) => (grant.AllowsIncoming, grant.ApplicationSid) switch
    {
        (true, null) => "incoming",
        (true, not null) => "incoming and outgoing",
        (false, not null) => "outgoing",
        _ => "nothing: the token has no scope or grant for calls",
    };
}
