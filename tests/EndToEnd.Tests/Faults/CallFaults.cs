using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Faults;

/// <summary>The microphone, the connection, the other side, the application's Voice URL.</summary>
internal static class CallFaults
{
    public static IEnumerable<Fault> All =>
    [
        new("microphone blocked", "The page may not use the microphone.", "Allow the microphone", test => CallWithoutMicrophoneAsync(test, "NotAllowedError")),
        new("microphone missing", "No microphone can be used.", "Connect a microphone", test => CallWithoutMicrophoneAsync(test, "NotFoundError")),
        new("nobody of that name", "Nobody is registered under that name.", "Check the name", test => test.CallWithAsync("31404", _ => Task.CompletedTask)),
        new("signaling down", "connection to Twilio", "Check the network, and the sandbox", async test =>
        {
            var signaling = new Signaling();
            await signaling.GoAwayAsync();
            var alice = await test.VisitAsync(prepare: signaling.LeadAsync);
            await alice.SignInAsync();
            await alice.PressRegisterAsync();
            return await test.AlertOfAsync(alice, "connection");
        }),
        new("too many requests at Twilio", "Too many requests for this account.", "Wait a minute", test =>
            test.RegisterWithAsync("Too many", alice => test.FailAsync(new { kind = "refuse-registration", client = alice.Name, code = 31206 }))),
        new("Voice URL answers 500", "The Voice URL of the application could not be reached, or answered with an error.", "Check the application’s log.", test =>
            test.CallWithAsync("Voice URL", bob => test.FailAsync(new { kind = "fail-voice-url", client = bob.Name, status = 500 }))),
        new("Voice URL slow", "The Voice URL of the application has not answered yet.", "look into the log of the application", async test =>
        {
            var bob = await test.SignInAsync();
            await test.FailAsync(new { kind = "slow-voice-url", client = bob.Name, delayMs = 15_000 });
            await bob.PressCallAsync("alice");
            var notice = bob.Page.GetByText("has not answered yet");
            await bob.SeesAsync(notice, limit: Fault.Limit);
            return await notice.InnerTextAsync();
        }),
    ];

    private static async Task<string> CallWithoutMicrophoneAsync(FaultTests test, string error)
    {
        var bob = await test.VisitAsync(page =>
            page.AddInitScriptAsync($"navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Permission denied', '{error}'));"));
        await bob.SignInAsync();
        await bob.PressCallAsync("alice");
        return await test.AlertOfAsync(bob, "microphone");
    }
}
