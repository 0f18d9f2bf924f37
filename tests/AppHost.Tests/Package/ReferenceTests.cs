using AppHost.Tests.Model;

namespace AppHost.Tests.Package;

/// <summary>What <c>WithReference(twilio)</c> passes to a resource, and what it refuses.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("project")]
    [InlineData("executable")]
    [InlineData("container")]
    public async Task Resource_of_any_kind_gets_the_account_and_the_sandbox_address_and_waits(string kind)
    {
        var builder = OtherAppHost.Create();
        var twilio = builder.AddTwilio("twilio").RunAsSandbox();
        _ = kind switch
        {
            "project" => (object)builder.AddProject("app", Path.Combine(Repository.Root, "TokenApi/TokenApi.csproj")).WithReference(twilio, voicePath: "/voice"),
            "container" => builder.AddContainer("app", "image").WithHttpEndpoint(targetPort: 8080).WithReference(twilio, voicePath: "/voice"),
            _ => builder.AddApp().WithHttpEndpoint().WithReference(twilio, voicePath: "/voice"),
        };

        var variables = await builder.VariablesAsync("app");
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["TWILIO_ACCOUNT_SID"] = "{twilio-account-sid.value}",
                ["TWILIO_API_KEY"] = "{twilio-api-key-sid.value}",
                ["TWILIO_API_SECRET"] = "{twilio-api-key-secret.value}",
                ["TWILIO_AUTH_TOKEN"] = "{twilio-auth-token.value}",
                ["TWILIO_SANDBOX_URL"] = "{sandbox.bindings.http.url}",
                ["TWILIO_TWIML_APP_SID"] = "{twilio-application-sid.value}",
                ["Twilio__AccountSid"] = "{twilio-account-sid.value}",
                ["Twilio__ApiKeySecret"] = "{twilio-api-key-secret.value}",
                ["Twilio__ApiKeySid"] = "{twilio-api-key-sid.value}",
                ["Twilio__ApplicationSid"] = "{twilio-application-sid.value}",
                ["Twilio__AuthToken"] = "{twilio-auth-token.value}",
                ["Twilio__SandboxUrl"] = "{sandbox.bindings.http.url}",
            },
            variables.Where(variable => variable.Key.StartsWith("twilio", StringComparison.OrdinalIgnoreCase)).ToDictionary());
        Assert.Equal("{app.bindings.http.url}/voice", (await builder.VariablesAsync("sandbox"))["Sandbox__VoiceUrl"]);
        Assert.Equal("sandbox", Assert.Single(builder.Resource("app").Annotations.OfType<WaitAnnotation>()).Resource.Name);
    }

    [Fact]
    public async Task Sandbox_without_a_voice_path_has_no_Voice_URL()
    {
        var builder = OtherAppHost.Create();
        builder.AddApp().WithReference(builder.AddTwilio("twilio").RunAsSandbox());
        Assert.DoesNotContain("Sandbox__VoiceUrl", (await builder.VariablesAsync("sandbox")).Keys);
    }

    [Fact]
    public async Task Configured_caller_ID_is_passed_beside_the_sandbox()
    {
        var builder = OtherAppHost.Create("--Parameters:twilio-caller-id=+15551234567");
        builder.AddApp().WithReference(builder.AddTwilio("twilio").RunAsSandbox());
        var variables = await builder.VariablesAsync("app");
        Assert.Equal(("{twilio-caller-id.value}", "{twilio-caller-id.value}"), (variables["TWILIO_CALLER_ID"], variables["Twilio__CallerId"]));
        Assert.Contains("TWILIO_SANDBOX_URL", variables.Keys);
    }

    [Fact]
    public async Task Real_account_is_passed_without_a_sandbox()
    {
        var builder = OtherAppHost.Create(AppHostModel.RealAccount);
        builder.AddApp().WithReference(builder.AddTwilio("twilio").RunAsSandbox());
        Assert.Equal(["app", "twilio"], builder.Names());
        var variables = await builder.VariablesAsync("app");
        Assert.Equal("{twilio-account-sid.value}", variables["TWILIO_ACCOUNT_SID"]);
        Assert.DoesNotContain("TWILIO_API_KEY", variables.Keys);
        Assert.DoesNotContain("TWILIO_SANDBOX_URL", variables.Keys);
        Assert.Empty(builder.Resource("app").Annotations.OfType<WaitAnnotation>());
    }

    [Fact]
    public void Voice_path_without_a_slash_is_refused_with_an_example()
    {
        var builder = OtherAppHost.Create();
        var twilio = builder.AddTwilio("twilio").RunAsSandbox();
        var error = Assert.Throws<ArgumentException>(() => builder.AddApp().WithReference(twilio, voicePath: "voice"));
        Assert.Contains("voicePath of resource 'app' is 'voice', but must be a path that starts with one slash, such as /voice.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Voice_path_of_a_resource_that_cannot_have_endpoints_is_refused()
    {
        var builder = OtherAppHost.Create();
        var twilio = builder.AddTwilio("twilio").RunAsSandbox();
        var error = Assert.Throws<ArgumentException>(() => builder.AddResource(new NoEndpoints("worker")).WithReference(twilio, voicePath: "/voice"));
        Assert.Contains("Resource 'worker' cannot have endpoints", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Second_voice_path_is_refused_with_both_resources()
    {
        var builder = OtherAppHost.Create();
        var twilio = builder.AddTwilio("twilio").RunAsSandbox();
        builder.AddApp("one").WithReference(twilio, voicePath: "/voice");
        var error = Assert.Throws<InvalidOperationException>(() => builder.AddApp("two").WithReference(twilio, voicePath: "/voice"));
        Assert.Contains("'one' and 'two' both have a voicePath, but 'twilio' has one Voice URL.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_http_endpoint_is_named_with_the_existing_ones()
    {
        var builder = OtherAppHost.Create();
        var twilio = builder.AddTwilio("twilio").RunAsSandbox();
        var app = builder.AddApp().WithReference(twilio, voicePath: "/voice");
        Assert.Contains("of resource 'app', but the resource has no endpoint.", Problem(), StringComparison.Ordinal);

        app.WithHttpEndpoint(name: "web");
        Assert.Contains("of resource 'app', but the resource has only: web. Add it: WithHttpEndpoint(name: \"http\").", Problem(), StringComparison.Ordinal);

        app.WithHttpEndpoint(name: "http");
        Assert.Null(Problem());

        string? Problem() => TwilioResourceBuilderExtensions.VoiceProblem(twilio.Resource);
    }

    [Fact]
    public void Sandbox_after_a_reference_is_refused()
    {
        var builder = OtherAppHost.Create();
        var twilio = builder.AddTwilio("twilio");
        builder.AddApp().WithReference(twilio);
        Assert.Contains("Call RunAsSandbox before WithReference", Assert.Throws<InvalidOperationException>(() => twilio.RunAsSandbox()).Message, StringComparison.Ordinal);
    }

    private sealed class NoEndpoints(string name) : Resource(name), IResourceWithEnvironment;
}
