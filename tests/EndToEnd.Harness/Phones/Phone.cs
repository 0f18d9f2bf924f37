using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace EndToEnd.Harness;

/// <summary>One person at the page: what the person does and sees.</summary>
public sealed class Phone : IAsyncDisposable
{
    private readonly IPhoneSystem _system;
    private readonly bool _ownsContext;

    private Phone(IPhoneSystem system, IPage page, string name, TokenKind kind)
    {
        (_system, Page, Name, Kind) = (system, page, name, kind);
        _ownsContext = page.Context.Pages.Count == 1;
        Screen = new(name, page);
        Audio = new(name, page, Screen);
        Tokens = new(name, page, Screen, system.Clock);
        Evidence = new(page, system.Clock);
    }

    /// <summary>The name to sign in with.</summary>
    public string Name { get; }

    /// <summary>The kind of token that the page uses.</summary>
    public TokenKind Kind { get; }

    /// <summary>The browser page.</summary>
    public IPage Page { get; }

    /// <summary>What the person sees.</summary>
    public PhoneScreen Screen { get; }

    /// <summary>What the person hears.</summary>
    public PhoneAudio Audio { get; }

    /// <summary>The tokens that the page receives.</summary>
    public PhoneTokens Tokens { get; }

    internal PhoneEvidence Evidence { get; }

    /// <summary>The first window of a browser profile, still empty.</summary>
    public static async Task<Phone> CreateAsync(IPhoneSystem system, IBrowserContext context, string name, TokenKind kind)
    {
        await context.AddInitScriptAsync(PhoneAudio.KeepPeerConnections);
        var phone = await CreateWindowAsync(system, context, name, kind);
        await phone.Evidence.StartTraceAsync();
        return phone;
    }

    /// <summary>Another window of the same browser profile, for another person.</summary>
    public Task<Phone> CreateWindowAsync(string name) => CreateWindowAsync(_system, Page.Context, name, TokenKind.Capability);

    private static async Task<Phone> CreateWindowAsync(IPhoneSystem system, IBrowserContext context, string name, TokenKind kind)
    {
        var phone = new Phone(system, await context.NewPageAsync(), name, kind);
        await phone.Tokens.WatchPurposesAsync();
        return phone;
    }

    /// <summary>Opens the page with its kind of token, and waits until the page uses that kind.</summary>
    public async Task OpenAsync()
    {
        await Screen.WaitAsync("open the page", () => Page.GotoAsync($"/?token={Kind.Name()}"));
        await Screen.ShowsAsync(Page.Locator("nav a[aria-current]").Filter(new() { HasText = Kind.Label() }));
    }

    /// <summary>Signs in.</summary>
    public async Task SignInAsync()
    {
        await PressSignInAsync();
        await SeesAsync("Not registered");
    }

    /// <summary>Tries to sign in, with the person's own name by default.</summary>
    public async Task PressSignInAsync(string? name = null)
    {
        await Screen.WaitAsync("enter a name", () => Page.GetByLabel("Your name").FillAsync(name ?? Name));
        await PressAsync("Sign in");
    }

    /// <summary>Chooses the life of the next token by its label.</summary>
    public Task ChooseTokenLifeAsync(string life) =>
        Screen.WaitAsync($"choose '{life}'", () => Page.GetByRole(AriaRole.Radio, new() { Name = life }).CheckAsync());

    /// <summary>Lets tokens expire.</summary>
    public Task StopRenewingAsync() => Screen.WaitAsync("switch renewing off", () => Page.GetByLabel("Renew before expiry").UncheckAsync());

    /// <summary>Registers for incoming calls and returns the token.</summary>
    public Task<IssuedToken> RegisterAsync() => Tokens.ReceiveAsync(PressRegisterAsync);

    /// <summary>Presses the button to register, and expects no token.</summary>
    public Task PressRegisterAsync() => PressAsync("Register for incoming calls");

    /// <summary>Calls a person and returns the token.</summary>
    public Task<IssuedToken> CallAsync(string callee) => Tokens.ReceiveAsync(() => PressCallAsync(callee));

    /// <summary>Presses the button to call, and expects no token.</summary>
    public async Task PressCallAsync(string callee)
    {
        await Screen.WaitAsync("enter the name to call", () => Page.GetByLabel("Name to call").FillAsync(callee));
        await PressAsync("Call");
    }

    /// <summary>Accepts the incoming call.</summary>
    public Task AcceptAsync() => PressAsync("Accept");

    /// <summary>Rejects the incoming call.</summary>
    public Task RejectAsync() => PressAsync("Reject");

    /// <summary>Ends or cancels the call.</summary>
    public Task HangUpAsync() => PressAsync("Hang up");

    /// <summary>Presses keys of the keypad.</summary>
    public async Task DialAsync(string digits)
    {
        await PressAsync("Keypad");
        foreach (var digit in digits)
        {
            await PressAsync(digit switch { '*' => "Star", '#' => "Hash", _ => $"{digit}" });
        }
    }

    /// <summary>Types at the focus, then presses a key.</summary>
    public async Task TypeAsync(string text, string key)
    {
        await Page.Keyboard.TypeAsync(text);
        await Page.Keyboard.PressAsync(key);
    }

    /// <summary>Requests a token and nothing else.</summary>
    public Task RequestTokenAsync() => PressAsync("Request a token");

    /// <summary>Presses the button of this name.</summary>
    public Task PressAsync(string name) =>
        Screen.WaitAsync($"press '{name}'", () => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync());

    /// <summary>Opens a collapsed part of the page.</summary>
    public Task OpensAsync(string summary) => Screen.WaitAsync($"open '{summary}'", () => Page.GetByText(summary).ClickAsync());

    /// <summary>Closes the window.</summary>
    public Task LeaveAsync() => Page.CloseAsync(new() { RunBeforeUnload = false });

    /// <summary>Waits until the status is exactly this.</summary>
    public Task SeesAsync(string status, TimeSpan? limit = null) => Screen.ShowsAsync(AriaRole.Status, new Regex($"^{Regex.Escape(status)}$"), limit: limit);

    /// <summary>Waits until this part of the page is visible.</summary>
    public Task SeesAsync(ILocator part, TimeSpan? limit = null) => Screen.ShowsAsync(part, limit: limit);

    /// <summary>Waits until the alert contains this.</summary>
    public Task SeesAlertAsync(string text, TimeSpan? limit = null) => Screen.ShowsAsync(AriaRole.Alert, new Regex(Regex.Escape(text)), limit: limit);

    /// <summary>Waits until the alert is empty.</summary>
    public Task SeesNoAlertAsync() => Screen.ShowsAsync(AriaRole.Alert, new Regex("^$"), WaitForSelectorState.Attached);

    /// <summary>Waits until this text is visible.</summary>
    public Task SeesTextAsync(string text) => Screen.ShowsAsync(Page.GetByText(text));

    /// <summary>Waits until this text is not visible.</summary>
    public Task SeesNoTextAsync(string text) => Screen.ShowsAsync(Page.GetByText(text), WaitForSelectorState.Hidden);

    /// <summary>Waits until the page offers to call this person.</summary>
    public Task IsOfferedAsync(string name) => Screen.ShowsAsync(Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_ownsContext && Page.Context.Browser is { IsConnected: true })
        {
            await Evidence.StopTraceAsync();
            await Page.Context.DisposeAsync();
        }
    }
}
