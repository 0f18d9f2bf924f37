using Aspire.Hosting.Docker;
using Aspire.Hosting.Kubernetes;

namespace EmbeddedAspire.Tests;

/// <summary>The model that Aspire would publish: AppHost's own, in publish mode.</summary>
public sealed class PublishTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task TokenApi_Redis_the_page_and_the_target_are_published_and_nothing_of_the_sandbox()
    {
        await using var builder = await CreateAsync();
        var resources = builder.Resources.Where(r => r is not ParameterResource).Select(r => r.Name);
        Assert.Equal(["compose", "twilio", "tokenapi", "redis", "webclient"], resources);

        Assert.DoesNotContain("Twilio__SandboxUrl", (await builder.VariablesAsync("tokenapi")).Keys);
    }

    [Fact]
    public async Task The_target_is_a_compose_file_or_a_Helm_chart_without_Aspires_dashboard()
    {
        await using var compose = await CreateAsync();
        await using var kubernetes = await CreateAsync("--target", "kubernetes");
        Assert.False(Assert.IsType<DockerComposeEnvironmentResource>(Assert.Single(compose.Resources.OfType<IComputeEnvironmentResource>())).DashboardEnabled);
        Assert.False(Assert.IsType<KubernetesEnvironmentResource>(Assert.Single(kubernetes.Resources.OfType<IComputeEnvironmentResource>())).DashboardEnabled);

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => CreateAsync("--target", "mainframe"));
        Assert.Equal("There is no target 'mainframe'. Publish with --target compose or --target kubernetes.", e.Message);
    }

    [Fact]
    public async Task TokenApi_gets_its_settings_by_reference_never_by_value()
    {
        await using var builder = await CreateAsync("--Parameters:twilio-auth-token=s3cret", "--Parameters:sign-in-client-secret=s3cret");
        var variables = await builder.VariablesAsync("tokenapi");
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Twilio__AccountSid"] = "{twilio-account-sid.value}",
                ["Twilio__AuthToken"] = "{twilio-auth-token.value}",
                ["Twilio__ApplicationSid"] = "{twilio-application-sid.value}",
                ["Twilio__ApiKeySid"] = "{twilio-api-key-sid.value}",
                ["Twilio__ApiKeySecret"] = "{twilio-api-key-secret.value}",
                ["Twilio__PublicUrl"] = "{public-url.value}",
                ["Twilio__CallerId"] = "{caller-id.value}",
                ["Twilio__AllowedCountryPrefixes__0"] = "{allowed-country-prefix.value}",
                ["ForwardedHeaders__KnownNetworks__0"] = "{proxy-network.value}",
                ["Authentication__OpenIdConnect__Authority"] = "{sign-in-authority.value}",
                ["Authentication__OpenIdConnect__ClientId"] = "{sign-in-client-id.value}",
                ["Authentication__OpenIdConnect__ClientSecret"] = "{sign-in-client-secret.value}",
                ["Authentication__OpenIdConnect__NameClaim"] = "{sign-in-name-claim.value}",
                ["ConnectionStrings__redis"] = "{redis.connectionString}",
            },
            variables);
    }

    [Fact]
    public async Task What_is_secret_is_published_as_a_secret_and_nothing_else()
    {
        await using var builder = await CreateAsync();
        var secrets = builder.Resources.OfType<ParameterResource>().Where(p => p.Secret).Select(p => p.Name);
        Assert.Equal(["twilio-auth-token", "twilio-api-key-secret", "sign-in-client-secret"], secrets);
    }

    [Fact]
    public async Task TokenApi_runs_twice_and_has_the_built_page_in_its_container()
    {
        await using var builder = await CreateAsync();
        Assert.True(builder.Resources.TryGetByName("tokenapi", out var tokenApi));
        var files = Assert.Single(tokenApi.Annotations.OfType<ContainerFilesAnnotation>());
        Assert.Equal(2, Assert.Single(tokenApi.Annotations.OfType<ReplicaAnnotation>()).Replicas);
        Assert.Equal(("webclient", "wwwroot"), (files.Source.Name, files.DestinationPath));
        Assert.True(Assert.Single(tokenApi.Annotations.OfType<EndpointAnnotation>(), e => e.Name == "http").IsExternal);
    }

    [Fact]
    public async Task Redis_keeps_what_it_holds_in_a_volume()
    {
        await using var builder = await CreateAsync();
        Assert.True(builder.Resources.TryGetByName("redis", out var redis));
        var mount = Assert.Single(redis.Annotations.OfType<ContainerMountAnnotation>());
        Assert.Equal(("redis-data", "/data", ContainerMountType.Volume, false), (mount.Source, mount.Target, mount.Type, mount.IsReadOnly));
    }

    [Fact]
    public async Task What_is_only_for_publishing_has_no_effect_when_the_application_runs()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--target", "kubernetes"], Token);
        Assert.Equal(
            ["twilio", "sandbox", "tokenapi", "webclient", "webclient-installer"],
            builder.Resources.Where(r => r is not ParameterResource).Select(r => r.Name));
        Assert.True(builder.Resources.TryGetByName("tokenapi", out var tokenApi));
        Assert.DoesNotContain(tokenApi.Annotations, a => a is ReplicaAnnotation or ContainerFilesAnnotation);
    }

    [Fact]
    public void What_only_Aspire_can_run_is_refused()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        var redis = Assert.Throws<DistributedApplicationException>(() => builder.AddRedis("redis"));
        var replicas = Assert.Throws<DistributedApplicationException>(() => builder.AddResource(new ProjectResource("api")).WithReplicas(2));
        Assert.All([redis, replicas], e => Assert.Contains("only Aspire itself can", e.Message, StringComparison.Ordinal));
    }

    private static Task<IDistributedApplicationTestingBuilder> CreateAsync(params string[] args) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--operation", "publish", .. args], Token);
}
