using TwilioSandbox.Voice;

namespace TwilioSandbox.Calls;

/// <summary>Runs <c>&lt;Gather&gt;</c>: prompts, and waits for keys.</summary>
internal sealed class Gatherer(CallVoice voice, TimeProvider time)
{
    public async Task<GatheredKeys> GatherAsync(Call call, Twiml.Gather gather, TwimlDocument document, CancellationToken stop)
    {
        using var gathering = new Gathering(gather, time);
        voice.PickUp(call);
        call.Listen(gathering.Press);
        try
        {
            await PromptAsync(call, gather, document, gathering, stop);
            gathering.WaitForKey();
            return await gathering.Result.WaitAsync(stop);
        }
        finally
        {
            call.Listen(null);
        }
    }

    private async Task PromptAsync(Call call, Twiml.Gather gather, TwimlDocument document, Gathering gathering, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, gathering.FirstKey);
        try
        {
            foreach (var prompt in gather.Prompts)
            {
                stop.Token.ThrowIfCancellationRequested();
                await voice.RunAsync(call, prompt, document, stop.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A key stops the prompts (documented).
        }
    }
}
