using EndToEnd.Harness;
using k8s;
using k8s.Models;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Container.Tests.Kubernetes;

/// <summary>The objects in deploy/kubernetes, read with the models of the Kubernetes API. An unknown field is an error.</summary>
internal static class Manifests
{
    private const string KustomizationFile = "kustomization.yaml";

    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "kubernetes");

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file)).Where(file => file != KustomizationFile).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<IKubernetesObject<V1ObjectMeta>> All { get; } = [.. Files.SelectMany(file => Read(Text(file)))];

    public static V1Deployment TokenApi => One<V1Deployment>("tokenapi");

    public static V1StatefulSet Redis => One<V1StatefulSet>("redis");

    public static V1ConfigMap Settings => One<V1ConfigMap>("tokenapi");

    public static Kustomization Kustomization { get; } =
        new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<Kustomization>(Text(KustomizationFile));

    public static IEnumerable<V1PodTemplateSpec> Pods => [TokenApi.Spec.Template, Redis.Spec.Template];

    /// <summary>The keys and placeholders of secrets.env.example.</summary>
    public static Dictionary<string, string> SecretsExample { get; } = Text("secrets.env.example")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line[0] != '#')
        .Select(line => line.Split('=', 2))
        .ToDictionary(line => line[0], line => line[1]);

    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public static IEnumerable<IKubernetesObject<V1ObjectMeta>> Read(string yaml) => KubernetesYaml.LoadAllFromString(yaml, strict: true).Cast<IKubernetesObject<V1ObjectMeta>>();

    public static T One<T>(string name) where T : IKubernetesObject<V1ObjectMeta> => All.OfType<T>().Single(found => found.Metadata.Name == name);
}

/// <summary>The fields of a kustomization that this one uses. The API has no model for it.</summary>
internal sealed class Kustomization
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public List<string> Resources { get; set; } = [];

    public List<KustomizedImage> Images { get; set; } = [];
}

/// <summary>An image that a kustomization renames.</summary>
internal sealed class KustomizedImage
{
    public string Name { get; set; } = "";

    public string NewName { get; set; } = "";

    public string NewTag { get; set; } = "";
}
