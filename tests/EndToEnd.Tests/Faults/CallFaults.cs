using EndToEnd.Tests.Calls;

namespace EndToEnd.Tests.Faults;

/// <summary>Microphone, signaling and Voice URL.</summary>
internal static class CallFaults
{
    public static IEnumerable<Fault> All =>
    [
        new("microphone blocked", "The page is not allowed to use the microphone.", "Allow the microphone", test => CallWithoutMicrophoneAsync(test, "NotAllowedError")),
        new("microphone missing", "No microphone is available.", "Connect a microphone", test => CallWithoutMicrophoneAsync(test, "NotFoundError")),
        new("signaling down", "connection to Twilio", "Check the network, and the sandbox", async test =>
        {
            var signaling = new Signaling();
            await signaling.StopAsync();
            var alice = await test.VisitAsync(prepare: signaling.RouteAsync);
            await alice.SignInAsync();
            await alice.PressRegisterAsync();
            return await test.AlertOfAsync(alice, "connection");
        }),
        new("Voice URL answers 500", "The Voice URL of the application could not be reached, or answered with an error.", "Check the application’s log.", test =>
            test.CallWithAsync("Voice URL", bob => test.FailAsync(new { kind = "fail-voice-url", client = bob.Name, status = 500 }))),
        new("Voice URL slow", "The application’s Voice URL has not answered yet.", "check the application’s log", async test =>
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
