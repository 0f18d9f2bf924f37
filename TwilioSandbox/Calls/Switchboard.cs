using Microsoft.Extensions.Options;
using TwilioSandbox.Events;
using TwilioSandbox.Signaling;
using TwilioSandbox.Tokens;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Who is registered, who calls whom, and what each end is told.</summary>
/// <remarks>
/// Everything happens under one lock: sending only queues a frame, so nothing in it waits. The Voice URL is asked outside.
/// </remarks>
internal sealed partial class Switchboard(
    VoiceWebhook voice,
    StatusCallbacks callbacks,
    Journal journal,
    CallLog calls,
    IOptions<SandboxOptions> options,
    TimeProvider time,
    ILogger<Switchboard> logger)
{
    private readonly Lock _lock = new();
    private readonly List<Device> _devices = [];
    private readonly List<Leg> _legs = [];

    /// <summary>Lets a device in with <paramref name="grant"/>, and tells it of calls that ended while it was away.</summary>
    public void Connect(Device device, TokenGrant grant)
    {
        lock (_lock)
        {
            device.Grant = grant;
            if (!_devices.Contains(device))
            {
                _devices.Add(device);
            }

            device.Send(Reply.Connected(grant.ClientName, grant.SecondsLeft(time.GetUtcNow())));
            foreach (var leg in _legs.Where(leg => leg.MissedTheEnd(device)).ToArray())
            {
                GoOn(leg, device);
            }
        }
    }

    public void Register(Device device)
    {
        lock (_lock)
        {
            // The SDK registers again every 30 s; that is no news.
            if (!device.IsRegistered)
            {
                device.IsRegistered = true;
                journal.Add(new() { Type = EventTypes.ClientRegistered, Client = device.ClientName });
            }
        }
    }

    public void Unregister(Device device)
    {
        lock (_lock)
        {
            if (device.IsRegistered)
            {
                device.IsRegistered = false;
                journal.Add(new() { Type = EventTypes.ClientUnregistered, Client = device.ClientName });
            }
        }
    }

    /// <summary>Takes the device offline, unless it has got a new token meanwhile. Its live call goes on (observed); new ones, either way, do not.</summary>
    public void Expire(Device device, TokenGrant grant)
    {
        lock (_lock)
        {
            if (device.Grant != grant)
            {
                return;
            }

            journal.Add(new() { Type = EventTypes.TokenExpired, Client = grant.ClientName, Code = s_expired.Code, Message = s_expired.Message });
            Unregister(device);
            device.Send(Reply.Error(s_expired.Code, s_expired.Message));
            device.Send(Reply.Offline());
        }
    }

    /// <summary>Cuts a client's connections, as a network does.</summary>
    public void Drop(string clientName)
    {
        lock (_lock)
        {
            _devices.Where(device => device.ClientName == clientName).ToList().ForEach(device => device.Drop());
        }
    }

    /// <summary>The device's socket is gone.</summary>
    public void Remove(Device device)
    {
        lock (_lock)
        {
            _devices.Remove(device);
            foreach (var leg in _legs.Where(leg => leg.Device == device).ToArray())
            {
                leg.LoseDevice();
                if (leg.Call.Ringing.Contains(leg))
                {
                    // The SDK cannot accept it any more (observed), and does not notice by itself: it hears of the end when it comes back.
                    Leave(leg, CallStatus.NoAnswer, "The client went away.");
                    leg.Send(Reply.Cancel(leg.CallSid));
                    _legs.Add(leg);
                }
                else if (leg == leg.Call.Caller && leg.Call.AnsweredAt is null)
                {
                    // The reconnect token comes with the answer. Without one the SDK has given the call up (observed).
                    End(leg.Call, "The caller went away.", except: leg);
                    continue;
                }

                if (_devices.LastOrDefault(leg.MissedTheEnd) is { } successor)
                {
                    // The SDK was back before the loss of its old socket was noticed.
                    GoOn(leg, successor);
                }
                else
                {
                    leg.GraceTimer = time.CreateTimer(_ => EndIfStillGone(leg), null, options.Value.ReconnectGrace, Timeout.InfiniteTimeSpan);
                }
            }
        }
    }

    private void EndIfStillGone(Leg leg)
    {
        lock (_lock)
        {
            if (leg.Device is not null)
            {
                return;
            }

            if (leg.IsOver)
            {
                _legs.Remove(leg);
                return;
            }

            var why = $"{leg.ClientName ?? "Anonymous"} did not come back within {options.Value.ReconnectGrace.TotalSeconds:0} s.";
            if (leg.Call.Callee == leg)
            {
                Leave(leg, CallStatus.Completed, why);
            }
            else
            {
                End(leg.Call, why, except: leg);
                _legs.Remove(leg);
            }
        }
    }

    private void GoOn(Leg leg, Device device)
    {
        leg.GoOnWith(device);
        if (leg.IsOver)
        {
            _legs.Remove(leg);
        }
    }

    private Leg CreateLeg(Call call, Device device, string? temporarySid = null)
    {
        var leg = new Leg(call, device, NewCallSid()) { TemporarySid = temporarySid };
        _legs.Add(leg);
        calls.Add(leg);
        return leg;
    }

    // The leg that a frame is about. Another client's SID finds nothing, and so does an ended call's. A client may name its call on
    // another socket than the leg's: on a new one, before the loss of the old one is noticed.
    private Leg? Find(Device device, string? callSid) =>
        callSid is null
            ? _legs.FirstOrDefault(leg => leg.Device == device)
            : _legs.FirstOrDefault(leg => leg.Device == device
                ? leg.CallSid == callSid || leg.TemporarySid == callSid
                : leg.CallSid == callSid && leg.ClientName is not null && leg.ClientName == device.ClientName);

    /// <summary>Takes one callee out of its call; the last one ends the <c>&lt;Dial&gt;</c>.</summary>
    private void Leave(Leg leg, string status, string why)
    {
        var call = leg.Call;
        _legs.Remove(leg);
        call.Ringing.Remove(leg);
        call.Callee = call.Callee == leg ? null : call.Callee;
        call.Dialing!.Left(leg, status);
        if (call.Callee is null && call.Ringing.Count == 0)
        {
            call.Dialing.End(new(status, why));
        }
    }

    /// <summary>Ends a call on every leg but <paramref name="except"/>, the one that ended it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="why">For the journal.</param>
    /// <param name="error">What the caller's SDK is told, if anything.</param>
    /// <param name="except">The caller, when it has hung up.</param>
    /// <param name="status">What the call ends as when nobody has answered it.</param>
    private void End(Call call, string why, CallError? error = null, Leg? except = null, string status = CallStatus.Canceled)
    {
        if (call.IsEnded)
        {
            return;
        }

        using var span = Tracing.Start(Tracing.End, call.Caller!.ClientName, call.Caller.CallSid, call.InviteSpan);
        if (error is not null)
        {
            span.Fail(error.Code, error.Message);
        }

        var now = time.GetUtcNow();
        call.Progress!.Completed(call.AnsweredAt is null ? status : CallStatus.Completed, now - (call.AnsweredAt ?? now), now);
        foreach (var leg in call.Legs.Where(leg => leg != except))
        {
            // A pending incoming call hears cancel only, every other leg hangup only (observed).
            leg.Send(call.Ringing.Contains(leg) ? Reply.Cancel(leg.CallSid) : Reply.Hangup(SidKnownTo(leg), leg == call.Caller ? error : null));
        }

        // A leg whose socket is down stays for the grace period: the client hears of the end when it comes back.
        _legs.RemoveAll(leg => leg.Call == call && (leg.Device is not null || leg == except));
        call.Dispose();
        // Now, when the call is over: the script goes on at once, and tells the action so.
        call.Dialing?.End(new(call.Callee is null ? CallStatus.Canceled : CallStatus.Completed, why));
        journal.Add(new()
        {
            Type = EventTypes.CallEnded,
            Client = call.Caller.ClientName,
            CallSid = call.Caller.CallSid,
            Code = error?.Code,
            Message = why,
        });
        if (call.Relay is { } relay)
        {
            journal.Add(new()
            {
                Type = EventTypes.MediaClosed,
                CallSid = call.Caller.CallSid,
                Message = $"{relay.PacketsFromCaller} packets from the caller, {relay.PacketsFromCallee} from the callee.",
            });
        }
    }

    // A hangup with a SID that the SDK never learned is ignored, and the call hangs forever (observed).
    private static string SidKnownTo(Leg leg) =>
        leg.TemporarySid is { } temporary && leg.Call.Relay is null ? temporary : leg.CallSid;
}
