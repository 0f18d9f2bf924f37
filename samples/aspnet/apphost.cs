#:sdk Aspire.AppHost.Sdk@13.6.4
#:package Capability.Aspire.Hosting@0.1.0

var builder = DistributedApplication.CreateBuilder(args);

var twilio = builder.AddTwilio("twilio").RunAsSandbox(port: 5102);
builder.AddProject("web", "VoiceApplication/VoiceApplication.csproj")
    .WithHttpEndpoint(port: 3000)
    .WithReference(twilio, voicePath: "/voice");

builder.Build().Run();
