namespace TokenApi.Session;

/// <summary>The authentication schemes beside the session cookie.</summary>
/// <param name="OpenIdConnect">Users sign in at an identity provider. Without one, they use the demo sign-in.</param>
/// <param name="Bearer">Machines call with access tokens.</param>
internal sealed record SignInSchemes(bool OpenIdConnect, bool Bearer)
{
    public static SignInSchemes Of(IConfiguration configuration, IHostEnvironment environment)
    {
        bool IsSet(params string[] keys) => Array.Exists(keys, key => !string.IsNullOrEmpty(configuration[key]));

        const string openIdConnect = OpenIdConnectSignInOptions.Section;
        var allowsDemo = IsSet("Twilio:SandboxUrl") || (environment.IsDevelopment() && configuration.GetValue<bool>(DemoSignIn.AllowRealAccount));
        return new(
            !allowsDemo || IsSet($"{openIdConnect}:Authority", $"{openIdConnect}:ClientId", $"{openIdConnect}:ClientSecret"),
            IsSet($"{BearerOptions.Section}:Authority", $"{BearerOptions.Section}:ValidAudience"));
    }
}
