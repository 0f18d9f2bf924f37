namespace AppHost.Tests.Dashboard;

/// <summary>The addresses that the pages get for their links to each other.</summary>
[Collection(nameof(DashboardApplication))]
public sealed class LinkTests(DashboardApplication application)
{
    [Fact]
    public async Task Sandbox_links_to_the_page_and_the_dashboard()
    {
        var links = await application.GetFromSandboxAsync("/sandbox/links");
        Assert.Equal(new Uri(application.DevelopmentPageUrl, "/demo"), Url("demo"));
        Assert.Equal(new Uri(application.DevelopmentPageUrl, "/"), Url("phone"));
        Assert.Equal(new Uri(application.DevelopmentPageUrl, "/scalar"), Url("apiReference"));
        Assert.Equal(await DashboardAsync(), Url("dashboard"));

        Uri Url(string name) => new(links.GetProperty(name).GetString()!);
    }

    [Fact]
    public async Task Page_gets_the_dashboard_address_without_the_login_token()
    {
        Assert.True(application.App.ResourceNotifications.TryGetCurrentState("webclient", out var state));
        var variable = Assert.Single(state.Snapshot.EnvironmentVariables, variable => variable.Name == "VITE_DASHBOARD_URL");
        Assert.Equal(await DashboardAsync(), new Uri(variable.Value!));
    }

    private async Task<Uri> DashboardAsync() => new(await application.App.GetDashboardUrlAsync(TestContext.Current.CancellationToken), "/");
}
