using Aspire.Hosting.Twilio;
using Microsoft.Extensions.DependencyInjection;

namespace AppHost.Tests.Model;

/// <summary>The resources, their order and their settings.</summary>
public sealed class CompositionTests
{
    [Fact]
    public async Task Sandbox_runs_without_a_real_account()
    {
        await using var builder = await AppHostModel.CreateAsync();
        Assert.Equal(["twilio", "sandbox", "tokenapi", "webclient"], builder.Names());
    }

    [Fact]
    public async Task Real_account_replaces_the_sandbox()
    {
        await using var builder = await AppHostModel.CreateAsync(AppHostModel.RealAccount);
        Assert.Equal(["twilio", "tokenapi", "webclient"], builder.Names());
        var variables = await builder.VariablesAsync("tokenapi");
        Assert.DoesNotContain("Twilio__SandboxUrl", variables.Keys);
        Assert.DoesNotContain("Twilio__ApiKeySid", variables.Keys);
        Assert.DoesNotContain("SANDBOX_HTTP", (await builder.VariablesAsync("webclient")).Keys);
    }

    [Fact]
    public async Task TokenApi_gets_the_account_and_the_sandbox()
    {
        await using var builder = await AppHostModel.CreateAsync();
        var variables = await builder.VariablesAsync("tokenapi");
        Assert.Equal("{twilio-account-sid.value}", variables["Twilio__AccountSid"]);
        Assert.Equal("{twilio-auth-token.value}", variables["Twilio__AuthToken"]);
        Assert.Equal("{twilio-application-sid.value}", variables["Twilio__ApplicationSid"]);
        Assert.Equal("{twilio-api-key-sid.value}", variables["Twilio__ApiKeySid"]);
        Assert.Equal("{twilio-api-key-secret.value}", variables["Twilio__ApiKeySecret"]);
        Assert.Equal("{sandbox.bindings.http.url}", variables["Twilio__SandboxUrl"]);
    }

    [Fact]
    public async Task Sandbox_gets_the_account_and_the_voice_url()
    {
        await using var builder = await AppHostModel.CreateAsync();
        var variables = await builder.VariablesAsync("sandbox");
        Assert.Equal("{twilio-account-sid.value}", variables["Sandbox__AccountSid"]);
        Assert.Equal("{twilio-api-key-sid.value}", variables["Sandbox__ApiKeySid"]);
        Assert.Equal("{tokenapi.bindings.http.url}/voice", variables["Sandbox__VoiceUrl"]);
        Assert.Equal("{webclient.bindings.http.url}", variables["Sandbox__PageUrl"]);
    }

    [Fact]
    public async Task Page_gets_addresses_and_no_account_settings()
    {
        await using var builder = await AppHostModel.CreateAsync();
        var variables = await builder.VariablesAsync("webclient");
        Assert.Equal("{tokenapi.bindings.http.url}", variables["TOKENAPI_HTTP"]);
        Assert.Equal("{sandbox.bindings.http.url}", variables["SANDBOX_HTTP"]);
        Assert.DoesNotContain(variables.Values, value => value.Contains("twilio", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sandbox", "Sandbox__PageUrl", "Sandbox__DashboardUrl")]
    [InlineData("webclient", "SANDBOX_HTTP", "VITE_DASHBOARD_URL")]
    public async Task Disabled_dashboard_is_not_passed_to_the_pages(string name, string present, string absent)
    {
        await using var builder = await AppHostModel.CreateAsync();
        await using var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
        var resource = builder.Resource(name);
        var context = new EnvironmentCallbackContext(application.Services.GetRequiredService<DistributedApplicationExecutionContext>(), resource);
        foreach (var variables in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await variables.Callback(context);
        }

        Assert.Contains(present, context.EnvironmentVariables.Keys);
        Assert.DoesNotContain(absent, context.EnvironmentVariables.Keys);
    }

    [Fact]
    public async Task Sandbox_account_has_SIDs_that_Twilio_never_issues()
    {
        await using var builder = await AppHostModel.CreateAsync();
        var twilio = (TwilioResource)builder.Resource("twilio");
        foreach (var sid in new[] { twilio.AccountSid, twilio.ApplicationSid, twilio.ApiKeySid! })
        {
            Assert.Matches("^(AC|AP|SK)0{20}[0-9a-f]{12}$", await sid.GetValueAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Secrets_are_secret_parameters()
    {
        await using var builder = await AppHostModel.CreateAsync();
        var secrets = from parameter in builder.Resources.OfType<ParameterResource>() where parameter.Secret select parameter.Name;
        Assert.Equal(["twilio-auth-token", "twilio-api-key-secret"], secrets);
    }

    [Fact]
    public async Task Resources_wait_for_their_dependencies()
    {
        await using var builder = await AppHostModel.CreateAsync();
        Assert.Equal(["sandbox"], Waits(builder, "tokenapi"));
        Assert.Equal(["tokenapi"], Waits(builder, "webclient"));
    }

    [Fact]
    public async Task Parameters_and_the_sandbox_are_children_of_twilio()
    {
        await using var builder = await AppHostModel.CreateAsync();
        var twilio = builder.Resource("twilio");
        var children = builder.Resources.Where(resource => resource.Annotations.OfType<ResourceRelationshipAnnotation>().Any(relation => relation.Type == "Parent" && relation.Resource == twilio));
        Assert.Equal(["sandbox", .. builder.Resources.OfType<ParameterResource>().Select(parameter => parameter.Name).Order()], children.Select(child => child.Name).Order());
    }

    [Fact]
    public async Task Each_parameter_links_to_its_place_in_the_Console()
    {
        await using var builder = await AppHostModel.CreateAsync();
        Assert.All(builder.Resources.OfType<ParameterResource>(), parameter => Assert.Contains("](https://console.twilio.com", parameter.Description, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Waits(IDistributedApplicationBuilder builder, string name) =>
        builder.Resource(name).Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name);
}
