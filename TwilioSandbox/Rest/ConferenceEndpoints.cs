using Microsoft.Extensions.Options;
using TwilioSandbox.Calls;
using TwilioSandbox.Conferencing;

namespace TwilioSandbox.Rest;

/// <summary>The Conferences resource, and its Participants.</summary>
internal static class ConferenceEndpoints
{
    private const string Missing = "GET Conferences.json lists the conferences. A conference has only live participants.";

    public static void MapRestConferences(this IEndpointRouteBuilder account)
    {
        account.MapGet("/Conferences.json", List);
        account.MapGet("/Conferences/{sid}.json", (string sid, HttpRequest request, Rooms rooms) => rooms.Read(request, sid, rooms.Write));
        account.MapPost("/Conferences/{sid}.json", EndAsync);
        account.MapGet("/Conferences/{sid}/Participants.json", ListParticipants);
        account.MapGet("/Conferences/{sid}/Participants/{callSid}.json", (string sid, string callSid, HttpRequest request, Rooms rooms) =>
            rooms.Read(request, sid, callSid, rooms.Write));
        account.MapPost("/Conferences/{sid}/Participants/{callSid}.json", UpdateParticipantAsync);
        account.MapDelete("/Conferences/{sid}/Participants/{callSid}.json", (string sid, string callSid, HttpRequest request, Rooms rooms) =>
            rooms.Read(request, sid, callSid, rooms.Remove));
    }

    private static IResult List(HttpRequest request, Conferences conferences, IOptions<SandboxOptions> options)
    {
        var (name, status) = (request.Query["FriendlyName"].ToString(), request.Query["Status"].ToString());
        return RestPages.Write(request, "conferences", conferences.Read(all => all
            .Where(conference => (name.Length == 0 || conference.Name == name) && (status.Length == 0 || conference.Status == status))
            .Select(conference => ConferenceResource.Of(conference, options.Value.AccountSid))
            .ToArray()));
    }

    private static IResult ListParticipants(string sid, HttpRequest request, Rooms rooms)
    {
        var (muted, held) = (request.Query["Muted"].ToString(), request.Query["Hold"].ToString());
        return rooms.Read(request, sid, conference => RestPages.Write(request, "participants", conference.Participants
            .Where(participant => (muted.Length == 0 || participant.IsMuted == IsTrue(muted)) && (held.Length == 0 || participant.IsHeld == IsTrue(held)))
            .Select(participant => rooms.Of(conference, participant))));
    }

    private static async Task<IResult> EndAsync(string sid, HttpRequest request, Rooms rooms)
    {
        var form = await RestForm.ReadAsync(request);
        return form["Status"] != Conference.Completed
            ? RestErrors.Parameter("Send Status=completed to end the conference.")
            : rooms.Read(request, sid, rooms.End);
    }

    private static async Task<IResult> UpdateParticipantAsync(string sid, string callSid, HttpRequest request, Rooms rooms)
    {
        var form = await RestForm.ReadAsync(request);
        return rooms.Read(request, sid, callSid, (conference, participant) =>
        {
            // Any value other than true means false (documented).
            rooms.Update(conference, participant, Flag("Muted"), Flag("Hold"));
            return rooms.Write(conference, participant);
        });

        bool? Flag(string name) => form[name] is [{ } text] ? IsTrue(text) : null;
    }

    private static bool IsTrue(string text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Conferences under the lock, for the endpoints.</summary>
    internal sealed class Rooms(Switchboard switchboard, Conferences conferences, IOptions<SandboxOptions> options, TimeProvider time)
    {
        private const string Why = "The application used the REST API.";

        public IResult Read(HttpRequest request, string sid, Func<Conference, IResult> use)
        {
            lock (switchboard.Lock)
            {
                return conferences.Find(sid) is { } conference ? use(conference) : RestErrors.NotFound(request, Missing);
            }
        }

        public IResult Read(HttpRequest request, string sid, string callSid, Func<Conference, Participant, IResult> use) => Read(request, sid, conference =>
            conference.Participants.Find(participant => participant.Call.CallSid == callSid) is { } found ? use(conference, found) : RestErrors.NotFound(request, Missing));

        public ParticipantResource Of(Conference conference, Participant participant) => ParticipantResource.Of(conference, participant, options.Value.AccountSid);

        public IResult Write(Conference conference) => RestJson.Write(ConferenceResource.Of(conference, options.Value.AccountSid));

        public IResult Write(Conference conference, Participant participant) => RestJson.Write(Of(conference, participant));

        public IResult End(Conference conference)
        {
            conferences.End(conference, "conference-ended-via-api", null, Why);
            return Write(conference);
        }

        public IResult Remove(Conference conference, Participant participant)
        {
            conferences.Leave(conference, participant, Why, "kicked");
            return Results.NoContent();
        }

        public void Update(Conference conference, Participant participant, bool? isMuted, bool? isHeld)
        {
            if (isMuted is { } muted)
            {
                conference.SetMuted(participant, muted, time.GetUtcNow());
            }

            if (isHeld is { } held)
            {
                conference.SetHeld(participant, held, time.GetUtcNow());
            }
        }
    }
}
