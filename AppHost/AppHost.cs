var builder = DistributedApplication.CreateBuilder(args);

builder.AddPublishTarget();

var twilio = builder.AddTwilio("twilio")
    .RunAsSandbox();

var tokenApi = builder.AddProject<Projects.TokenApi>("tokenapi")
    .WithReference(twilio, voicePath: "/voice")
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints()
    .PublishWithSettings()
    .PublishWithReplicas(2);

var webClient = builder.AddViteApp("webclient", "../WebClient")
    .WithEndpoint("http", endpoint => endpoint.Port = 5100)
    .WithReference(tokenApi)
    .WithSandbox(twilio)
    .WaitFor(tokenApi)
    .WithHttpHealthCheck("/")
    .WithUrlForEndpoint("http", url => url.DisplayText = "Capability.Aspire")
    .WithExternalHttpEndpoints();

// Once published there is no development server: TokenApi serves the built page.
tokenApi.PublishWithContainerFiles(webClient, "wwwroot");

builder.Build().Run();
