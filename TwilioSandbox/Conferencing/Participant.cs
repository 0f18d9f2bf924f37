using TwilioSandbox.Calls;
using TwilioSandbox.Voice;

namespace TwilioSandbox.Conferencing;

/// <summary>A call in a conference.</summary>
internal sealed class Participant(Call call, Twiml.Conference options, DateTimeOffset joinedAt)
{
    private readonly TaskCompletionSource<string> _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Call Call => call;

    public DateTimeOffset JoinedAt => joinedAt;

    public bool StartsConference => options.StartOnEnter;

    public bool EndsConference => options.EndOnExit;

    public bool IsMuted { get; set; } = options.Muted;

    public bool IsHeld { get; set; }

    /// <summary>Completes when the call leaves, with the reason.</summary>
    public Task<string> Left => _left.Task;

    public void Leave(string why) => _left.TrySetResult(why);
}
