using Microsoft.Extensions.Options;
using TwilioSandbox.Calls;
using TwilioSandbox.Events;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Conferencing;

/// <summary>Runs <c>&lt;Conference&gt;</c>. A room lasts from its first participant to its last.</summary>
internal sealed class Conferences(Switchboard switchboard, StatusCallbacks callbacks, MediaClock clock, IOptions<SandboxOptions> options, TimeProvider time)
{
    /// <summary>Participants of one conference. Twilio allows 250.</summary>
    public const int MaxParticipants = 4;

    private const int Capacity = 100; // Ended conferences, for the REST API.

    private readonly List<Conference> _conferences = [];

    /// <summary>The conferences, newest first.</summary>
    public T Read<T>(Func<IEnumerable<Conference>, T> read) => switchboard.Read(() => read(_conferences.AsEnumerable().Reverse()));

    /// <summary>Finds a live or ended conference. The switchboard's lock must be held.</summary>
    public Conference? Find(string sid) => _conferences.Find(conference => conference.Sid == sid);

    /// <summary>Forgets all conferences, after their calls have ended. The switchboard's lock must be held.</summary>
    public void Clear() => _conferences.Clear();

    /// <summary>Puts the caller into a conference, until it leaves.</summary>
    public async Task<DialResult> JoinAsync(Call call, Twiml.Conference room, TwimlDocument document, CancellationToken stop)
    {
        if (Join(call, room, document) is not var (conference, participant))
        {
            call.Note(EventTypes.VoiceWarning, call.Caller.Party, explanation: $"The conference {room.Name} is full. In the sandbox, a conference has at most {MaxParticipants} participants.");
            return new(new(CallStatus.Failed, $"The conference {room.Name} is full."), "", null);
        }

        await using var leave = stop.Register(() => Leave(conference, participant, "The call ended, or got another document."));
        var why = await participant.Left;
        return new(new(CallStatus.Answered, why), "", time.GetUtcNow() - participant.JoinedAt);
    }

    /// <summary>Takes a participant out. Its TwiML goes on.</summary>
    /// <param name="conference">The conference.</param>
    /// <param name="participant">The participant.</param>
    /// <param name="why">The reason, for the journal.</param>
    /// <param name="how">The last part of <c>reason_conference_ended</c>: <c>left</c> or <c>kicked</c> (documented).</param>
    public void Leave(Conference conference, Participant participant, string why, string how = "left")
    {
        lock (switchboard.Lock)
        {
            if (conference.Participants.Contains(participant))
            {
                var isLast = conference.Remove(participant, time.GetUtcNow());
                participant.Call.Note(EventTypes.ConferenceLeft, participant.Call.Caller.Party, $"{conference.Name}: {why}");
                participant.Leave(why);
                if (isLast)
                {
                    var (reason, text) = participant.EndsConference
                        ? ($"participant-with-end-conference-on-exit-{how}", "A participant with endConferenceOnExit left.")
                        : ($"last-participant-{how}", "The last participant left.");
                    End(conference, reason, participant.Call.CallSid, text);
                }
            }
        }
    }

    /// <summary>Ends a conference. The TwiML of its participants goes on.</summary>
    public void End(Conference conference, string reason, string? callSid, string why)
    {
        lock (switchboard.Lock)
        {
            foreach (var participant in conference.Participants.ToArray())
            {
                conference.Remove(participant, time.GetUtcNow());
                participant.Call.Note(EventTypes.ConferenceLeft, participant.Call.Caller.Party, $"{conference.Name}: {why}");
                participant.Leave(why);
            }

            conference.End(reason, callSid, time.GetUtcNow());
        }
    }

    private (Conference Conference, Participant Participant)? Join(Call call, Twiml.Conference room, TwimlDocument document)
    {
        lock (switchboard.Lock)
        {
            call.ThrowIfStopped();
            call.PickUp();
            var conference = FindOrCreate(room, document);
            if (conference.Participants.Count >= Math.Min(MaxParticipants, room.MaxParticipants))
            {
                return null;
            }

            var participant = new Participant(call, room, time.GetUtcNow());
            conference.Add(participant, participant.JoinedAt);
            call.Note(EventTypes.ConferenceJoined, call.Caller.Party, conference.Status == Conference.Init ? $"{room.Name}: waits for its start" : room.Name);
            return (conference, participant);
        }
    }

    private Conference FindOrCreate(Twiml.Conference room, TwimlDocument document)
    {
        if (_conferences.Find(conference => conference.Name == room.Name && conference.Status != Conference.Completed) is { } existing)
        {
            return existing;
        }

        if (_conferences.Count(conference => conference.Status == Conference.Completed) >= Capacity)
        {
            _conferences.Remove(_conferences.Find(conference => conference.Status == Conference.Completed)!);
        }

        // The callback of the first participant counts (documented).
        var callback = room.StatusCallback is { } written ? new StatusCallback(document.Resolve(written.Url), written.Method, written.Events) : null;
        var created = new Conference(options.Value.AccountSid, room.Name, callbacks, callback, clock, time.GetUtcNow());
        _conferences.Add(created);
        return created;
    }
}
