using System.Globalization;
using System.Security.Cryptography;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Conferencing;

/// <summary>A conference room. The switchboard's lock guards it.</summary>
internal sealed class Conference(string accountSid, string name, StatusCallbacks callbacks, StatusCallback? callback, MediaClock clock, DateTimeOffset now) : IDisposable
{
    public const string Init = "init";
    public const string InProgress = "in-progress";
    public const string Completed = "completed";

    private readonly AudioMixer _mixer = new(clock);
    private Task _lastCallback = Task.CompletedTask;
    private int _sequenceNumber;

    /// <summary><c>CF</c> and 32 hexadecimal digits.</summary>
    public string Sid { get; } = "CF" + RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string Name => name;

    /// <summary>The value of <c>status</c>: <see cref="Init"/> until there are two participants, one of whom starts it.</summary>
    public string Status { get; private set; } = Init;

    public DateTimeOffset CreatedAt { get; } = now;

    public DateTimeOffset UpdatedAt { get; private set; } = now;

    /// <summary>Why it ended, in Twilio's words.</summary>
    public string? EndReason { get; private set; }

    /// <summary>The CallSid of the participant that ended it.</summary>
    public string? EndedBy { get; private set; }

    public List<Participant> Participants { get; } = [];

    public void Add(Participant participant, DateTimeOffset time)
    {
        Participants.Add(participant);
        Report("participant-join", participant, time);
        if (Status == InProgress)
        {
            Connect(participant);
        }
        else if (Participants.Count > 1 && Participants.Exists(present => present.StartsConference))
        {
            // The second participant starts it (documented), if one of them may (inferred).
            Status = InProgress;
            Participants.ForEach(Connect);
            Report("conference-start", participant, time);
        }
    }

    /// <returns>Whether the conference ends with it.</returns>
    public bool Remove(Participant participant, DateTimeOffset time)
    {
        if (!Participants.Remove(participant))
        {
            return false;
        }

        if (participant.Call.Caller.Audio is { } audio)
        {
            _mixer.Remove(audio);
        }

        Report("participant-leave", participant, time);
        return participant.EndsConference || Participants.Count == 0;
    }

    /// <param name="reason">The value of <c>reason_conference_ended</c> (documented).</param>
    /// <param name="callSid">The participant that ended it, or null.</param>
    /// <param name="time">The time.</param>
    public void End(string reason, string? callSid, DateTimeOffset time)
    {
        if (Status != Completed)
        {
            (Status, EndReason, EndedBy) = (Completed, reason, callSid);
            Report("conference-end", null, time);
            _mixer.Dispose();
        }
    }

    /// <summary>The others do not hear a muted participant.</summary>
    public void SetMuted(Participant participant, bool isMuted, DateTimeOffset time)
    {
        if (participant.IsMuted != isMuted)
        {
            participant.IsMuted = isMuted;
            Connect(participant);
            Report(isMuted ? "participant-mute" : "participant-unmute", participant, time);
        }
    }

    /// <summary>A participant on hold hears silence, and is not heard.</summary>
    public void SetHeld(Participant participant, bool isHeld, DateTimeOffset time)
    {
        if (participant.IsHeld != isHeld)
        {
            participant.IsHeld = isHeld;
            Connect(participant);
            Report(isHeld ? "participant-hold" : "participant-unhold", participant, time);
        }
    }

    public void Dispose() => _mixer.Dispose();

    private void Connect(Participant participant)
    {
        if (Status == InProgress && participant.Call.Caller.Audio is { } audio)
        {
            _mixer.Add(audio);
            _mixer.SetMuted(audio, participant.IsMuted);
            _mixer.SetHeld(audio, participant.IsHeld);
        }
    }

    // participant-join is an event of "join", participant-unmute of "mute" (documented).
    private void Report(string what, Participant? participant, DateTimeOffset time)
    {
        UpdatedAt = time;
        var topic = what[(what.IndexOf('-', StringComparison.Ordinal) + 1)..].Replace("unmute", "mute", StringComparison.Ordinal).Replace("unhold", "hold", StringComparison.Ordinal);
        if (callback?.Events.Contains(topic) != true)
        {
            return;
        }

        var form = new Dictionary<string, string>
        {
            ["AccountSid"] = accountSid,
            ["ConferenceSid"] = Sid,
            ["FriendlyName"] = name,
            ["SequenceNumber"] = (++_sequenceNumber).ToString(CultureInfo.InvariantCulture),
            ["StatusCallbackEvent"] = what,
            ["Timestamp"] = CallForm.Rfc2822(time),
        };
        if (participant is not null && what.StartsWith("participant", StringComparison.Ordinal))
        {
            form["CallSid"] = participant.Call.CallSid;
            form["Muted"] = Text(participant.IsMuted);
            form["Hold"] = Text(participant.IsHeld);
            form["StartConferenceOnEnter"] = Text(participant.StartsConference);
            form["EndConferenceOnExit"] = Text(participant.EndsConference);
        }

        if (EndReason is not null)
        {
            (form["ReasonConferenceEnded"], form["CallSidEndingConference"]) = (EndReason, EndedBy ?? "");
        }

        _lastCallback = callbacks.SendAsync(_lastCallback, callback, form, participant?.Call.CallSid ?? Sid);
    }

    private static string Text(bool value) => value ? "true" : "false";
}
