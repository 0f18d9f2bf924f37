#:sdk Aspire.AppHost.Sdk@13.6.4
#:package Capability.Aspire.Hosting@0.1.0

var builder = DistributedApplication.CreateBuilder(args);

var twilio = builder.AddTwilio("twilio").RunAsSandbox(port: 5102);
builder.AddExecutable("web", "node", ".", "server.js")
    .WithHttpEndpoint(port: 3000, env: "PORT")
    .WithReference(twilio, voicePath: "/voice");

builder.Build().Run();
