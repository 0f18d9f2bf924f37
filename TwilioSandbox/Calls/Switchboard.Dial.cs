using System.Security.Cryptography;
using TwilioSandbox.Events;
using TwilioSandbox.Media;
using TwilioSandbox.Signaling;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

// What the TwiML of a call makes happen: a <Dial>, that is who is rung and until when, and the end.
internal sealed partial class Switchboard
{
    /// <summary>Rings the clients. The task ends when nobody is left who rings or talks.</summary>
    /// <exception cref="VoiceException">The call has had its callee.</exception>
    public Task<DialResult> DialAsync(Call call, Twiml.Dial dial, TwimlDocument document)
    {
        lock (_lock)
        {
            call.Ended.ThrowIfCancellationRequested();
            if (call.AnsweredAt is not null)
            {
                throw VoiceErrors.Schema("The sandbox does not imitate <Dial> after one that was answered: the caller's SDK takes one "
                    + "answer in a call, and a relay has no sound of its own between two. After one that nobody answered, another works.");
            }

            var dialing = call.Dialing = new Dialing(time);
            var names = string.Join(", ", dial.Clients.Select(client => client.Identity));
            var nobody = new DialEnd(CallStatus.NoAnswer, $"Nobody is registered as {names}.", s_notFound);
            foreach (var client in dial.Clients.DistinctBy(client => client.Identity))
            {
                var reachable = Reachable(client.Identity);
                // A device in a call ignores a second invite silently (observed): the caller would hear nothing until the timeout.
                // One that only rings shows the second call as well (observed).
                var free = reachable.Where(device => !IsBusy(device)).ToArray();
                if (free.Length > 0)
                {
                    StartRinging(call, dialing, dial.Timeout);
                    Array.ForEach(free, device => Ring(call, dial, client, device, document));
                    continue;
                }

                var (callSid, isThere) = (NewCallSid(), reachable.Length > 0);
                nobody = isThere ? new(CallStatus.Busy, $"{client.Identity} is in another call.", s_busy) : nobody;
                var progress = CreateProgress(call, dial, client, callSid, document);
                dialing.Missed(callSid, progress, isThere ? CallStatus.Busy : CallStatus.NoAnswer);
            }

            if (call.Ringing.Count == 0)
            {
                dialing.End(nobody);
            }

            return dialing.Result;
        }
    }

    /// <summary>The TwiML of a call is at its end, or has failed.</summary>
    public void Finish(Call call, DialEnd end)
    {
        lock (_lock)
        {
            End(call, end.Why, end.Error, status: end.Status);
        }
    }

    private const int MaxRingingDevices = 10; // of one client: documented

    private Device[] Reachable(string identity)
    {
        var now = time.GetUtcNow();
        // In the order of their connections, which is nearly that of their registrations.
        return [.. _devices.Where(device =>
            device is { IsRegistered: true, Grant.AllowsIncoming: true } && device.ClientName == identity && device.Grant.ExpiresAt > now).TakeLast(MaxRingingDevices)];
    }

    private void StartRinging(Call call, Dialing dialing, TimeSpan? timeout)
    {
        dialing.RingTimer ??= time.CreateTimer(
            _ => GiveUp(call, dialing), null, timeout ?? options.Value.RingTimeout, Timeout.InfiniteTimeSpan);
        if (call.Relay is null)
        {
            // From here on the caller's SDK knows its CallSid.
            call.Caller!.Send(Reply.Ringing(call.Caller.CallSid));
            call.Relay = new MediaRelay();
        }
    }

    private void Ring(Call call, Twiml.Dial dial, Twiml.Client client, Device device, TwimlDocument document)
    {
        var leg = CreateLeg(call, device);
        call.Ringing.Add(leg);
        call.Dialing!.Rings(leg, CreateProgress(call, dial, client, leg.CallSid, document));
        leg.RemoteSdp = SdpRewriter.PointAt(call.Offer, call.Relay!.CalleeEndPoint);
        leg.Send(Reply.Invite(
            leg.CallSid,
            options.Value.AccountSid,
            From(call, dial),
            to: $"client:{leg.ClientName}",
            client.Params,
            leg.RemoteSdp,
            leg.ReconnectToken));
        journal.Add(new() { Type = EventTypes.CallRinging, Client = leg.ClientName, CallSid = call.Caller!.CallSid });
    }

    private static string From(Call call, Twiml.Dial dial) => dial.CallerId ?? $"client:{call.Grant.CallerName ?? "Anonymous"}";

    private CallProgress CreateProgress(Call call, Twiml.Dial dial, Twiml.Client client, string callSid, TwimlDocument document) => new(
        callbacks,
        client.StatusCallback is { } callback ? new(document.Resolve(callback.Url), callback.Method, callback.Events) : null,
        call.Form!.ForChild(callSid, callee: $"client:{client.Identity}", From(call, dial)));

    private void GiveUp(Call call, Dialing dialing)
    {
        lock (_lock)
        {
            if (call.Dialing == dialing && call.Callee is null)
            {
                StopRinging(call, CallStatus.NoAnswer);
                dialing.End(new(CallStatus.NoAnswer, "Nobody answered."));
            }
        }
    }

    private void StopRinging(Call call, string status)
    {
        foreach (var leg in call.Ringing)
        {
            leg.Send(Reply.Cancel(leg.CallSid));
            _legs.Remove(leg);
            call.Dialing!.Left(leg, status);
        }

        call.Ringing.Clear();
    }

    private static string NewCallSid() => "CA" + RandomNumberGenerator.GetHexString(32, lowercase: true);
}
