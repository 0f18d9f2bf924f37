var builder = DistributedApplication.CreateBuilder(args);

var twilio = builder.AddTwilio("twilio")
    .RunAsSandbox();

var tokenApi = builder.AddProject<Projects.TokenApi>("tokenapi")
    .WithReference(twilio, voicePath: "/voice")
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints();

builder.AddViteApp("webclient", "../WebClient")
    .WithEndpoint("http", endpoint => endpoint.Port = 5100)
    .WithReference(tokenApi)
    .WithSandbox(twilio)
    .WaitFor(tokenApi)
    .WithHttpHealthCheck("/")
    .WithUrlForEndpoint("http", url => url.DisplayText = "Capability.Aspire")
    .WithExternalHttpEndpoints();

builder.Build().Run();
