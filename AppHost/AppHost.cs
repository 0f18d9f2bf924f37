var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DashboardApplicationName = "Capability.Aspire" });

var twilio = builder.AddTwilio("twilio")
    .RunAsSandbox<Projects.TwilioSandbox>();

var tokenApi = builder.AddProject<Projects.TokenApi>("tokenapi")
    .WithReference(twilio, voicePath: "/voice")
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints()
    .WithoutHttpsCertificate()
    .WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = ($"{url.Url}/scalar", "API reference"))
    .WithIconName("Key")
    .PublishWithSettings()
    .PublishWithRedis();

builder.AddExecutable("webclient", "node", "../WebClient", "node_modules/vite/bin/vite.js")
    .RequireNode("../WebClient/package.json")
    .WithHttpEndpoint(port: 5100, env: "PORT")
    .WithReference(tokenApi)
    .WithSandbox(twilio)
    .WithNavigation(twilio)
    .WaitFor(tokenApi)
    .WithHttpHealthCheck("/")
    .WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = ($"{url.Url}/demo", "Demo"))
    .WithUrlForEndpoint("http", endpoint => new() { Url = endpoint.Url, DisplayText = "Phone" })
    .WithIconName("Call")
    .AnnounceWhenReady("/demo", "Open {Url} to see two phones call each other.")
    .ExcludeFromManifest(); // In production TokenApi serves the built page.

builder.RequireFreePorts();
builder.ReportStoppedResources();

return await builder.RunAsync();
