namespace EndToEnd.Tests.Harness;

/// <summary>A test with people in it. When it fails, what each of them saw is kept, and so are the services' logs.</summary>
public abstract class PhoneTest(Application application, Browser browser) : IAsyncLifetime
{
    private readonly List<Phone> _phones = [];

    protected Application Application => application;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens the page in a browser profile of its own, and signs in.</summary>
    protected async Task<Phone> SignInAsync(string name, int sdk = 1)
    {
        var phone = await VisitAsync(name, sdk: sdk);
        await phone.SignInAsync();
        return phone;
    }

    /// <summary>Opens the page in a browser profile of its own.</summary>
    protected async Task<Phone> VisitAsync(string name, Uri? page = null, int sdk = 1)
    {
        var context = await browser.NewContextAsync(page ?? application.PageUrl);
        await context.Tracing.StartAsync(new() { Screenshots = true, Snapshots = true });
        var phone = await Phone.OpenAsync(context, name, sdk);
        _phones.Add(phone);
        return phone;
    }

    /// <summary>Opens the page in a second window of somebody's browser, and signs in there as somebody else.</summary>
    protected async Task<Phone> SignInBesideAsync(Phone other, string name)
    {
        var phone = await other.OpenWindowAsync(name);
        _phones.Add(phone);
        await phone.SignInAsync();
        return phone;
    }

    /// <summary>A name that no other test uses: the tests share one sandbox.</summary>
    protected static string Unique(string name) => $"{name}_{Guid.NewGuid():N}"[..(name.Length + 9)];

    public async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await new FailureBundle(TestContext.Current.Test!.TestDisplayName).SaveAsync(_phones, application.Logs);
        }

        foreach (var phone in _phones)
        {
            await phone.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
