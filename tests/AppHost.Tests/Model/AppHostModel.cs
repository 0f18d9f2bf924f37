namespace AppHost.Tests.Model;

/// <summary>The application's model, without a start.</summary>
internal static class AppHostModel
{
    /// <summary>Arguments with the shape of a real account.</summary>
    public static string[] RealAccount { get; } =
    [
        "--Parameters:twilio-account-sid=AC0123456789abcdef0123456789abcdef", "--Parameters:twilio_auth_token=token", "--Parameters:twilio-application-sid=AP0123456789abcdef0123456789abcdef",
    ];

    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(params string[] args) =>
        await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([.. Application.NoRealAccount.Where(none => !args.Any(arg => Key(arg) == Key(none))), .. args], TestContext.Current.CancellationToken);

    public static IResource Resource(this IDistributedApplicationBuilder builder, string name) => Assert.Single(builder.Resources, resource => resource.Name == name);

    public static IEnumerable<string> Names(this IDistributedApplicationBuilder builder) =>
        from resource in builder.Resources where resource is not ParameterResource && !resource.Name.EndsWith("-rebuilder", StringComparison.Ordinal) select resource.Name;

    /// <summary>The environment variables as in the manifest, with references such as <c>{twilio-auth-token.value}</c>.</summary>
    public static async Task<Dictionary<string, string>> VariablesAsync(this IDistributedApplicationBuilder builder, string name)
    {
#pragma warning disable CS0618 // Its successor needs a running application.
        return await ((IResourceWithEnvironment)builder.Resource(name)).GetEnvironmentVariableValuesAsync(DistributedApplicationOperation.Publish);
#pragma warning restore CS0618
    }

    private static string Key(string arg) => arg.Split('=')[0].Replace('_', '-');
}
