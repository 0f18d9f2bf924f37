using System.Net;
using EndToEnd.Harness;
using k8s.Models;

namespace Container.Tests.Kubernetes;

/// <summary>Starts the real TokenApi with the variables that deploy/kubernetes sets. Needs no cluster and no Docker.</summary>
public sealed class SettingsTests
{
    private const string Listening = "Now listening on: ";
    private const string RedisServer = "/usr/bin/redis-server";
    private const string Password = "0123456789abcdef";

    // Shaped like a real account's values.
    private static readonly Dictionary<string, string> s_secrets = new()
    {
        ["Twilio__AccountSid"] = "AC0123456789abcdef0123456789abcdef",
        ["Twilio__AuthToken"] = "0123456789abcdef0123456789abcdef",
        ["Twilio__SecondaryAuthToken"] = "fedcba9876543210fedcba9876543210",
        ["Twilio__ApplicationSid"] = "AP0123456789abcdef0123456789abcdef",
        ["Twilio__ApiKeySid"] = "SK0123456789abcdef0123456789abcdef",
        ["Twilio__ApiKeySecret"] = "0123456789abcdef0123456789abcdef",
        ["Authentication__Schemes__OpenIdConnect__ClientSecret"] = "a client secret",
        ["password"] = Password,
    };

    private static V1Container Container => Assert.Single(Manifests.TokenApi.Spec.Template.Spec.Containers);

    private static V1PodSpec Pod => Manifests.TokenApi.Spec.Template.Spec;

    [Fact]
    public async Task TokenApi_answers_its_probes_and_stops_within_the_grace_period()
    {
        await using var tokenApi = await StartAsync(Variables(s_secrets), Ports.Free());

        Assert.Equal(HttpStatusCode.OK, (await ProbeAsync(tokenApi, Container.StartupProbe)).Status);
        Assert.Equal(HttpStatusCode.OK, (await ProbeAsync(tokenApi, Container.LivenessProbe)).Status);
        // Without Redis the pod gets no traffic, but is not restarted.
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await ProbeAsync(tokenApi, Container.ReadinessProbe));

        await tokenApi.SignalAsync();
        Assert.Equal(0, await tokenApi.EndsAsync(TimeSpan.FromSeconds(Pod.TerminationGracePeriodSeconds!.Value - Container.Lifecycle.PreStop.Sleep.Seconds)));
    }

    [Fact]
    public async Task TokenApi_is_ready_only_with_the_password_of_Redis()
    {
        Assert.SkipUnless(File.Exists(RedisServer), $"There is no {RedisServer}: apt-get install redis-server");
        var port = Ports.Free();
        var container = Assert.Single(Manifests.Redis.Spec.Template.Spec.Containers);
        var arguments = container.Args.Skip(1).Select(argument => argument.Replace($"$({Assert.Single(container.Env).Name})", Password, StringComparison.Ordinal));
        await using var redis = ChildProcess.Start(RedisServer, [.. arguments, "--bind", "127.0.0.1", "--port", $"{port}", "--dir", Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "redis")).FullName]);
        await redis.SaysAsync("Ready to accept connections", Wait.Limit);

        await using var ready = await StartAsync(Variables(s_secrets), port);
        // The identity provider of the manifests does not exist.
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await ProbeAsync(ready, Container.ReadinessProbe));

        await using var refused = await StartAsync(Variables(new(s_secrets) { ["password"] = "wrong" }), port);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await ProbeAsync(refused, Container.ReadinessProbe));
    }

    [Fact]
    public async Task TokenApi_reads_every_variable()
    {
        // Every variable has a value that TokenApi refuses: this one or an empty one. The configuration errors name the keys that it reads.
        const string Malformed = "a=b";
        var malformed = Variables(s_secrets).Keys.ToDictionary(key => key, _ => Malformed);
        var empty = malformed.Keys.ToDictionary(key => key, key => key.EndsWith("Authority", StringComparison.Ordinal) ? Malformed : "");

        var faults = await RefusedAsync(malformed) + await RefusedAsync(empty);

        Assert.All(malformed.Keys.Except(["REDIS_PASSWORD"]), key =>
            Assert.Matches($"{key.Replace("__", ":", StringComparison.Ordinal)} is (missing|malformed|empty)", faults));
    }

    [Fact]
    public async Task Secrets_example_with_its_placeholders_is_refused()
    {
        var faults = await RefusedAsync(Variables(new(Manifests.SecretsExample) { ["password"] = Password }));

        Assert.All(Manifests.SecretsExample.Keys.Where(key => key.StartsWith("Twilio", StringComparison.Ordinal)), key =>
            Assert.Contains($"{key.Replace("__", ":", StringComparison.Ordinal)} is malformed", faults, StringComparison.Ordinal));
    }

    // Resolves envFrom and env as the kubelet does.
    private static Dictionary<string, string> Variables(Dictionary<string, string> secrets)
    {
        var variables = new Dictionary<string, string>(Manifests.Settings.Data);
        foreach (var variable in Container.Env)
        {
            if (variable.ValueFrom?.SecretKeyRef is not { } secret)
            {
                variables[variable.Name] = variables.Aggregate(variable.Value, (value, known) => value.Replace($"$({known.Key})", known.Value, StringComparison.Ordinal));
            }
            else if (secrets.TryGetValue(secret.Key, out var value))
            {
                variables[variable.Name] = value;
            }
            else
            {
                Assert.True(secret.Optional, $"The Secret has no key {secret.Key}, which is not optional.");
            }
        }

        return variables;
    }

    private static ChildProcess Start(Dictionary<string, string> variables) => ChildProcess.Start(
        ChildProcess.DotNet,
        ["exec", Repository.ProgramOf("TokenApi"), "--urls", "http://127.0.0.1:0"],
        environment: new Dictionary<string, string?>(variables.Select(variable => KeyValuePair.Create(variable.Key, (string?)variable.Value)))
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
        });

    /// <summary>Starts TokenApi with Redis at a local port, and waits until it listens.</summary>
    private static async Task<ChildProcess> StartAsync(Dictionary<string, string> variables, int redis)
    {
        variables["ConnectionStrings__redis"] = variables["ConnectionStrings__redis"].Replace("redis:6379,", $"127.0.0.1:{redis},", StringComparison.Ordinal);
        var tokenApi = Start(variables);
        await tokenApi.SaysOrIsEndedAsync(Listening, Wait.Limit);
        return tokenApi;
    }

    /// <summary>The output of TokenApi, which must refuse these settings.</summary>
    private static async Task<string> RefusedAsync(Dictionary<string, string> variables)
    {
        await using var tokenApi = Start(variables);
        Assert.Equal(1, await tokenApi.EndsAsync(Wait.Limit));
        return tokenApi.Output;
    }

    private static async Task<(HttpStatusCode Status, string Body)> ProbeAsync(ChildProcess tokenApi, V1Probe probe)
    {
        var address = tokenApi.Output.Split(Listening)[1].Split('\n')[0].Trim();
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(new Uri(address), probe.HttpGet.Path), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
