using EndToEnd.Harness;
using k8s.Models;
using YamlDotNet.Core;

namespace Container.Tests.Kubernetes;

/// <summary>The manifests in deploy/kubernetes match each other and the image. Needs no cluster and no Docker.</summary>
public sealed class ManifestTests
{
    private static readonly string s_dockerfile = File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile"));
    private static readonly string s_compose = File.ReadAllText(Path.Combine(Repository.Root, "compose.yaml"));

    private static V1Container TokenApi => Assert.Single(Manifests.TokenApi.Spec.Template.Spec.Containers);

    private static V1Container Redis => Assert.Single(Manifests.Redis.Spec.Template.Spec.Containers);

    [Theory]
    [InlineData("tokenapi.yaml", "  replicas:", "  replica:")]
    [InlineData("tokenapi.yaml", "readinessProbe:", "readyProbe:")]
    [InlineData("tokenapi.yaml", "runAsNonRoot:", "runAsNonroot:")]
    [InlineData("tokenapi.yaml", "targetPort:", "targetport:")]
    [InlineData("settings.yaml", "data:", "dat:")]
    [InlineData("ingress.yaml", "pathType:", "pathtype:")]
    [InlineData("redis.yaml", "podSelector:", "podsSelector:")]
    public void Manifest_with_a_misspelt_field_is_refused(string file, string right, string wrong)
    {
        var yaml = Manifests.Text(file);
        Assert.Contains(right, yaml, StringComparison.Ordinal);

        var e = Assert.ThrowsAny<YamlException>(() => Manifests.Read(yaml.Replace(right, wrong, StringComparison.Ordinal)).ToList());

        Assert.Contains(wrong.Trim(' ', ':'), $"{e.Message} {e.InnerException?.Message}", StringComparison.Ordinal);
    }

    [Fact]
    public void Kustomization_lists_every_manifest_and_renames_the_image()
    {
        Assert.Equal(("kustomize.config.k8s.io/v1beta1", "Kustomization"), (Manifests.Kustomization.ApiVersion, Manifests.Kustomization.Kind));
        Assert.Equal(Manifests.Files, Manifests.Kustomization.Resources.Order(StringComparer.Ordinal));
        Assert.Equal(TokenApi.Image, Assert.Single(Manifests.Kustomization.Images).Name);
    }

    [Fact]
    public void Images_match_compose_yaml()
    {
        Assert.Contains($"image: ${{TOKENAPI_IMAGE:-{TokenApi.Image}}}\n", s_compose, StringComparison.Ordinal);
        Assert.Contains($"docker build -t {TokenApi.Image} .", s_dockerfile, StringComparison.Ordinal);
        Assert.Contains($"image: ${{REDIS_IMAGE:-{Redis.Image}}}\n", s_compose, StringComparison.Ordinal);
    }

    [Fact]
    public void Manifests_name_no_namespace() => Assert.All(Manifests.All, found => Assert.Null(found.Metadata.NamespaceProperty));

    [Fact]
    public void Selectors_match_the_pod_labels()
    {
        var tokenApi = Manifests.TokenApi.Spec.Template.Metadata.Labels;
        var redis = Manifests.Redis.Spec.Template.Metadata.Labels;
        Assert.NotEqual(tokenApi, redis);

        Assert.Equal(tokenApi, Manifests.TokenApi.Spec.Selector.MatchLabels);
        Assert.Equal(tokenApi, Assert.Single(Manifests.TokenApi.Spec.Template.Spec.TopologySpreadConstraints).LabelSelector.MatchLabels);
        Assert.Equal(tokenApi, Manifests.One<V1Service>("tokenapi").Spec.Selector);
        Assert.Equal(tokenApi, Manifests.One<V1PodDisruptionBudget>("tokenapi").Spec.Selector.MatchLabels);
        Assert.Equal(redis, Manifests.Redis.Spec.Selector.MatchLabels);
        Assert.Equal(redis, Manifests.One<V1Service>(Manifests.Redis.Spec.ServiceName).Spec.Selector);
    }

    [Fact]
    public void Network_policy_lets_only_TokenApi_reach_Redis()
    {
        var policy = Manifests.One<V1NetworkPolicy>("redis").Spec;
        Assert.Equal(Manifests.Redis.Spec.Template.Metadata.Labels, policy.PodSelector.MatchLabels);
        Assert.Equal(["Ingress", "Egress"], policy.PolicyTypes);
        Assert.Empty(policy.Egress);

        var rule = Assert.Single(policy.Ingress);
        var peer = Assert.Single(rule.FromProperty);
        Assert.Equal(Manifests.TokenApi.Spec.Template.Metadata.Labels, peer.PodSelector.MatchLabels);
        Assert.Null(peer.NamespaceSelector);
        Assert.Null(peer.IpBlock);
        Assert.Equal($"{Assert.Single(Redis.Ports).ContainerPort}", Assert.Single(rule.Ports).Port);
    }

    [Fact]
    public void Container_service_ingress_and_probes_use_the_port_of_the_image()
    {
        var port = Assert.Single(TokenApi.Ports);
        Assert.Contains($"ASPNETCORE_HTTP_PORTS={port.ContainerPort} ", s_dockerfile, StringComparison.Ordinal);
        Assert.Contains($"EXPOSE {port.ContainerPort}\n", s_dockerfile, StringComparison.Ordinal);
        Assert.All((V1Probe[])[TokenApi.StartupProbe, TokenApi.LivenessProbe, TokenApi.ReadinessProbe], probe => Assert.Equal(port.Name, probe.HttpGet.Port));

        var service = Assert.Single(Manifests.One<V1Service>("tokenapi").Spec.Ports);
        Assert.Equal(port.Name, service.TargetPort);
        var backend = Assert.Single(Assert.Single(Manifests.One<V1Ingress>("tokenapi").Spec.Rules).Http.Paths).Backend.Service;
        Assert.Equal(("tokenapi", service.Name), (backend.Name, backend.Port.Name));
    }

    [Fact]
    public void Redis_service_probes_and_connection_string_use_its_port()
    {
        var port = Assert.Single(Redis.Ports);
        Assert.All((V1Probe[])[Redis.StartupProbe, Redis.LivenessProbe, Redis.ReadinessProbe], probe => Assert.Equal(port.Name, probe.TcpSocket.Port));

        var service = Manifests.One<V1Service>(Manifests.Redis.Spec.ServiceName);
        var servicePort = Assert.Single(service.Spec.Ports);
        Assert.Equal(port.Name, servicePort.TargetPort);
        Assert.Equal("None", service.Spec.ClusterIP);
        // A headless service has no port of its own.
        Assert.Equal(port.ContainerPort, servicePort.Port);
        Assert.StartsWith($"{service.Metadata.Name}:{servicePort.Port},", TokenApi.Env.Single(variable => variable.Name == "ConnectionStrings__redis").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Redis_appends_every_change_to_a_persistent_volume()
    {
        Assert.Equal(["redis-server", "--appendonly", "yes", "--save", "", "--requirepass", $"$({Assert.Single(Redis.Env).Name})"], Redis.Args);
        var mount = Assert.Single(Redis.VolumeMounts);
        Assert.Equal(("/data", Assert.Single(Manifests.Redis.Spec.VolumeClaimTemplates).Metadata.Name), (mount.MountPath, mount.Name));
    }

    [Fact]
    public void Pods_run_without_privileges()
    {
        Assert.All(Manifests.Pods, pod =>
        {
            Assert.False(pod.Spec.AutomountServiceAccountToken);
            Assert.False(pod.Spec.EnableServiceLinks);
            Assert.True(pod.Spec.SecurityContext.RunAsNonRoot);
            Assert.Equal("RuntimeDefault", pod.Spec.SecurityContext.SeccompProfile.Type);
            var container = Assert.Single(pod.Spec.Containers);
            Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.Null(container.SecurityContext.Capabilities.Add);
            Assert.Contains("memory", container.Resources.Limits.Keys);
            Assert.Equal(["cpu", "memory"], container.Resources.Requests.Keys.Order(StringComparer.Ordinal));
        });
        Assert.Contains($"USER {Manifests.TokenApi.Spec.Template.Spec.SecurityContext.RunAsUser}\n", s_dockerfile, StringComparison.Ordinal);
        Assert.Contains($"user: \"{Manifests.Redis.Spec.Template.Spec.SecurityContext.RunAsUser}\"\n", s_compose, StringComparison.Ordinal);
    }

    [Fact]
    public void Rolling_update_and_drain_leave_one_instance_running()
    {
        Assert.Equal(2, Manifests.TokenApi.Spec.Replicas);
        Assert.Equal("0", Manifests.TokenApi.Spec.Strategy.RollingUpdate.MaxUnavailable);
        Assert.Equal("1", Manifests.One<V1PodDisruptionBudget>("tokenapi").Spec.MaxUnavailable);
        Assert.InRange(TokenApi.Lifecycle.PreStop.Sleep.Seconds, 1, Manifests.TokenApi.Spec.Template.Spec.TerminationGracePeriodSeconds!.Value - 1);
    }

    [Fact]
    public void Ingress_has_TLS_and_the_host_of_the_public_URL()
    {
        var ingress = Manifests.One<V1Ingress>("tokenapi").Spec;
        var host = Assert.Single(ingress.Rules).Host;

        var tls = Assert.Single(ingress.Tls);
        Assert.Equal([host], tls.Hosts);
        Assert.NotEmpty(tls.SecretName);
        Assert.Equal($"https://{host}", Manifests.Settings.Data["Twilio__PublicUrl"]);
    }

    [Fact]
    public void Secrets_are_references_and_never_values()
    {
        Assert.Empty(Manifests.All.OfType<V1Secret>());
        Assert.All(Manifests.Settings.Data.Keys, key => Assert.False(IsSecret(key), $"{key} is a secret. It belongs in a Secret."));
        Assert.Equal(Manifests.Settings.Metadata.Name, Assert.Single(TokenApi.EnvFrom).ConfigMapRef.Name);
        Assert.All(TokenApi.Env.Concat(Redis.Env).Where(variable => variable.Value is null), variable =>
        {
            Assert.NotNull(variable.ValueFrom.SecretKeyRef);
            Assert.Contains(variable.ValueFrom.SecretKeyRef.Name, (string[])["tokenapi", "redis"]);
        });

        // The connection string refers to the variable that holds the password. The kubelet expands only variables that come first.
        var literal = Assert.Single(TokenApi.Env.Concat(Redis.Env), variable => variable.Value is not null);
        Assert.Equal("redis:6379,password=$(REDIS_PASSWORD)", literal.Value);
        Assert.InRange(IndexOf("REDIS_PASSWORD"), 0, IndexOf(literal.Name) - 1);

        // TokenApi and Redis use the same password.
        Assert.Equivalent(TokenApi.Env[IndexOf("REDIS_PASSWORD")].ValueFrom.SecretKeyRef, Assert.Single(Redis.Env).ValueFrom.SecretKeyRef);
    }

    [Fact]
    public void Secrets_example_has_every_key_and_only_placeholders()
    {
        var secret = TokenApi.Env.Where(variable => variable.ValueFrom?.SecretKeyRef.Name == "tokenapi").ToList();

        Assert.All(secret, variable => Assert.Equal(variable.Name, variable.ValueFrom.SecretKeyRef.Key));
        Assert.Equal(
            secret.Select(variable => variable.Name).Except(["Twilio__SecondaryAuthToken"]).Order(StringComparer.Ordinal),
            Manifests.SecretsExample.Keys.Order(StringComparer.Ordinal));
        Assert.All(Manifests.SecretsExample.Values, value => Assert.Matches("^<.+>$", value));
        Assert.Contains("/deploy/kubernetes/secrets.env", File.ReadAllLines(Path.Combine(Repository.Root, ".gitignore")));
    }

    private static int IndexOf(string variable) => TokenApi.Env.ToList().FindIndex(found => found.Name == variable);

    private static bool IsSecret(string key) =>
        key.EndsWith("Token", StringComparison.Ordinal) || key.EndsWith("Secret", StringComparison.Ordinal) || key.StartsWith("ConnectionStrings", StringComparison.Ordinal);
}
