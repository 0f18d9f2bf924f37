namespace EmbeddedAspire.Tests;

public sealed class EnvironmentTests
{
    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create("--Parameters:api-key=s3cret");

    [Fact]
    public async Task A_reference_gives_the_service_discovery_variable_and_the_short_one()
    {
        var api = _builder.AddViteApp("my-api", ".");
        _builder.AddExecutable("shell", "sh", ".").WithReference(api);

        var variables = await _builder.VariablesAsync("shell");

        Assert.Equal(api.GetEndpoint("http").Url, variables["services__my-api__http__0"]);
        Assert.Equal(api.GetEndpoint("http").Url, variables["MY_API_HTTP"]);
    }

    [Fact]
    public async Task Values_of_every_kind_are_evaluated()
    {
        var key = _builder.AddParameter("api-key", secret: true);
        var shell = _builder.AddExecutable("shell", "sh", ".").WithHttpEndpoint(env: "PORT");
        shell.WithEnvironment("TEXT", "text")
            .WithEnvironment("KEY", key)
            .WithEnvironment("URL", shell.GetEndpoint("http"))
            .WithEnvironment("MIXED", $"{{{shell.GetEndpoint("http")}/voice?key={key}}}");

        var variables = await _builder.VariablesAsync("shell");

        var url = shell.GetEndpoint("http").Url;
        Assert.Equal("text", variables["TEXT"]);
        Assert.Equal("s3cret", variables["KEY"]);
        Assert.Equal(url, variables["URL"]);
        Assert.Equal($"{{{url}/voice?key=s3cret}}", variables["MIXED"]);
        Assert.EndsWith($":{variables["PORT"]}", url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hyphen_in_a_parameter_may_be_an_underscore_in_its_key()
    {
        var builder = DistributedApplicationTestingBuilder.Create("--Parameters:api_key=s3cret");
        builder.AddExecutable("shell", "sh", ".").WithEnvironment("KEY", builder.AddParameter("api-key"));
        Assert.Equal("s3cret", (await builder.VariablesAsync("shell"))["KEY"]);
    }

    [Fact]
    public async Task A_published_value_is_an_expression_and_never_the_secret()
    {
        var builder = DistributedApplicationTestingBuilder.Create("--operation", "publish", "--Parameters:api-key=s3cret");
        var key = builder.AddParameter("api-key", secret: true);
        var api = builder.AddViteApp("api", ".");
        builder.AddExecutable("shell", "sh", ".").WithReference(api).WithEnvironment("KEY", key);

        var variables = await builder.VariablesAsync("shell");

        Assert.Equal("{api-key.value}", variables["KEY"]);
        Assert.Equal("{api.bindings.http.url}", variables["API_HTTP"]);
    }

    [Fact]
    public async Task A_port_that_is_asked_for_is_another_one_in_a_test()
    {
        var shell = _builder.AddExecutable("shell", "sh", ".").WithEndpoint("http", e => (e.UriScheme, e.Port) = ("http", 5100));
        await _builder.VariablesAsync("shell");
        Assert.NotEqual(5100, shell.GetEndpoint("http").Port);
    }

    [Fact]
    public async Task A_project_gets_its_launch_profile_and_where_to_listen()
    {
        var api = _builder.AddProject<Projects.TokenApi>("api");
        var variables = await _builder.VariablesAsync("api");
        Assert.Equal(api.GetEndpoint("http").Url, variables["ASPNETCORE_URLS"]);
        Assert.Equal("http", variables["DOTNET_LAUNCH_PROFILE"]);
        Assert.Equal("Development", variables["ASPNETCORE_ENVIRONMENT"]);
        Assert.Equal("api", variables["OTEL_SERVICE_NAME"]);
    }

    [Fact]
    public async Task A_project_listens_at_every_address_of_its_launch_profile()
    {
        var folder = Directory.CreateTempSubdirectory();
        Directory.CreateDirectory(Path.Combine(folder.FullName, "Properties"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Properties", "launchSettings.json"), """
            { "profiles": { "http": {
                "commandName": "Project", "applicationUrl": "http://localhost:5101;http://*:5111;https://localhost:7101",
                "environmentVariables": { "ASPNETCORE_URLS": "http://localhost:1" } } } }
            """, TestContext.Current.CancellationToken);
        TwoAddresses.Path = Path.Combine(folder.FullName, "TwoAddresses.csproj");
        var api = _builder.AddProject<TwoAddresses>("api");

        var variables = await _builder.VariablesAsync("api");

        Assert.Equal(
            $"{api.GetEndpoint("http").Url};{api.GetEndpoint("http2").Url};{api.GetEndpoint("https").Url}", variables["ASPNETCORE_URLS"]);
        Assert.Equal("https", new Uri(api.GetEndpoint("https").Url).Scheme);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_vite_app_gets_its_port_as_variable_and_as_argument()
    {
        var web = _builder.AddViteApp("web", ".");
        var (variables, arguments) = await _builder.EvaluateAsync("web");
        var port = $"{web.GetEndpoint("http").Port}";
        Assert.Equal(port, variables["PORT"]);
        Assert.Equal("production", variables["NODE_ENV"]);
        Assert.Equal(["run", "dev", "--", "--port", port], arguments);
    }

    [Fact]
    public async Task The_later_value_wins()
    {
        _builder.AddProject<Projects.TokenApi>("api").WithEnvironment("KEY", "one").WithEnvironment("KEY", "two").WithEnvironment("OTEL_SERVICE_NAME", "mine");
        var variables = await _builder.VariablesAsync("api");
        Assert.Equal(("two", "mine"), (variables["KEY"], variables["OTEL_SERVICE_NAME"]));
    }

    [Fact]
    public async Task A_parameter_with_a_value_has_that_one_whatever_is_configured()
    {
        _builder.AddExecutable("shell", "sh", ".").WithEnvironment("KEY", _builder.AddParameter("api-key", "mine"));
        Assert.Equal("mine", (await _builder.VariablesAsync("shell"))["KEY"]);
        Assert.Throws<ArgumentException>(() => _builder.AddParameter("other", "s3cret", publishValueAsDefault: true, secret: true));
    }

    private sealed class TwoAddresses : IProjectMetadata
    {
        public static string Path { get; set; } = "";

        public string ProjectPath => Path;
    }
}
