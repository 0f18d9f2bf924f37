using Microsoft.Extensions.Options;
using TwilioSandbox.Events;
using TwilioSandbox.Media;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Signaling;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Starts calls, or refuses them.</summary>
internal sealed class CallRequests(
    Switchboard switchboard, CallLog calls, CallScripts scripts, StatusCallbacks callbacks, Journal journal, MediaClock clock, IOptions<SandboxOptions> options, TimeProvider time)
{
    /// <summary>A device calls: checks what its token allows, and requests the TwiML.</summary>
    public void Invite(Device device, Frame frame)
    {
        if (frame is not { CallSid: { } temporarySid, Sdp: { } offer })
        {
            return;
        }

        if (switchboard.Find(device, temporarySid) is not null)
        {
            return;
        }

        if (FindRefusal(device, offer) is var (error, explanation))
        {
            Refuse(device, temporarySid, error, explanation);
            return;
        }

        _ = scripts.RunAsync(Create(device, temporarySid, offer, frame.CallParams), scripts.VoiceUrl);
    }

    private Call Create(Device device, string temporarySid, string offer, string callParams)
    {
        var callSid = Leg.NewCallSid();
        var form = CallForm.OfClient(options.Value, callSid, device.Grant!, callParams);
        var callback = options.Value.StatusCallbackUrl is { } url ? new StatusCallback(url, HttpMethod.Post, ["completed"]) : null;
        var call = new Call(switchboard, journal, clock, time, callSid) { Form = form, Progress = new(callbacks, callback, form.With("")) };
        call.AddLeg(new(call, callSid, device)
        {
            TemporarySid = temporarySid,
            Offer = offer,
            From = form.From,
            To = form.To,
            Direction = CallForm.Inbound,
            CreatedAt = time.GetUtcNow(),
        });
        calls.Add(call);
        call.Note(EventTypes.CallRequested, device.ClientName);
        return call;
    }

    private (CallError Error, string Explanation)? FindRefusal(Device device, string offer) => device.Grant switch
    {
        null => (CallErrors.NoOutgoing, "The device has not sent a valid token yet."),
        var grant when grant.ExpiresAt <= time.GetUtcNow() => (CallErrors.Expired, "The token has expired. Give the device a new one first."),
        { ApplicationSid: null } => (CallErrors.NoOutgoing, "The token has no scope:client:outgoing (AllowClientOutgoing adds it), and no outgoing grant."),
        var grant when grant.ApplicationSid != options.Value.ApplicationSid =>
            (CallErrors.BadApplication, $"The token's TwiML application is not the sandbox's, {options.Value.ApplicationSid}."),
        _ when options.Value.VoiceUrl is null =>
            (CallErrors.NoVoiceUrl, "The TwiML application has no Voice URL, so no call can be made. Start the sandbox with --voice-url http://localhost:3000/voice, or set Sandbox:VoiceUrl."),
        _ when switchboard.IsBusy(device) => (CallErrors.Busy, "The device is already in a call."),
        _ when !Sdp.IsAcceptable(offer) => (CallErrors.BadRequest, "The session description is larger than a browser's."),
        _ => null,
    };

    private void Refuse(Device device, string temporarySid, CallError error, string explanation)
    {
        using var span = Tracing.Start(Tracing.Invite, device.ClientName);
        span.Fail(error.Code, error.Message);
        journal.Add(new() { Type = EventTypes.CallRefused, Client = device.ClientName, Code = error.Code, Message = error.Message, Explanation = explanation });
        device.Send(Reply.Hangup(temporarySid, error));
    }
}
