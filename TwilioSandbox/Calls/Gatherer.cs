using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Runs <c>&lt;Gather&gt;</c>: prompts, and waits for keys.</summary>
internal sealed class Gatherer(Switchboard switchboard, CallVoice voice, TimeProvider time)
{
    public async Task<GatheredKeys> GatherAsync(Call call, Twiml.Gather gather, TwimlDocument document)
    {
        using var gathering = new Gathering(gather, time);
        voice.PickUp(call);
        Listen(gathering.Press);
        try
        {
            await PromptAsync(call, gather, document, gathering);
            gathering.WaitForKey();
            return await gathering.Result.WaitAsync(call.Ended);
        }
        finally
        {
            Listen(null);
        }

        void Listen(Action<string>? onKeys)
        {
            lock (switchboard.Lock)
            {
                call.OnKeys = onKeys;
            }
        }
    }

    private async Task PromptAsync(Call call, Twiml.Gather gather, TwimlDocument document, Gathering gathering)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Ended, gathering.FirstKey);
        try
        {
            foreach (var prompt in gather.Prompts)
            {
                stop.Token.ThrowIfCancellationRequested();
                await voice.RunAsync(call, prompt, document, stop.Token);
            }
        }
        catch (OperationCanceledException) when (!call.IsEnded)
        {
            // A key stops the prompts (documented).
        }
    }
}
