namespace TwilioSandbox.Tests.Sdk;

/// <summary>What browsers hear in a conference.</summary>
public sealed class SdkConferenceTests(SdkPages pages) : SdkTest(pages)
{
    [Fact]
    public async Task Each_of_three_hears_the_other_two()
    {
        Sandbox.Voice.Says("<Dial><Conference>room</Conference></Dial>");
        var tones = new Dictionary<string, int> { ["anna"] = 600, ["bob"] = 850, ["carol"] = 1200 };
        var phones = new List<SdkPhone>();
        foreach (var (name, hertz) in tones)
        {
            var phone = await RegisteredAsync(name, hertz: hertz);
            await phone.CallAsync(new { });
            await phone.SaysAsync("accept");
            phones.Add(phone);
        }

        foreach (var phone in phones)
        {
            await phone.HearsTonesAsync([.. tones.Where(tone => tone.Key != phone.Name).Select(tone => tone.Value)]);
        }

        foreach (var phone in phones)
        {
            await phone.DoAsync("hangUp");
            await phone.SaysAsync("disconnect");
        }
    }
}
