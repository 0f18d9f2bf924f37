using Aspire.Hosting.Execution;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Testing;

/// <summary>A test starts AppHost without <c>dotnet run</c>, which would have applied the first profile of its launchSettings.json.</summary>
internal static class AppHostLaunchProfile
{
    public static void AddTo(IConfigurationManager configuration, string appHostDirectory) =>
        configuration.AddInMemoryCollection(LaunchProfile.Find(appHostDirectory, name: null)?.EnvironmentVariables
            .Select(v => KeyValuePair.Create(v.Key, (string?)v.Value)) ?? []);
}
