namespace TwilioSandbox.Faults;

internal static class FaultEndpoints
{
    public static void MapFaults(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sandbox/faults", Start);
        app.MapGet("/sandbox/faults", (FaultInjector faults) => faults.Read());
        app.MapDelete("/sandbox/faults", (FaultInjector faults) => faults.EndAll());
        app.MapDelete("/sandbox/faults/{id:long}", (long id, FaultInjector faults) => faults.End(id)
            ? Results.Ok()
            : Results.Problem(title: "Fault not found", detail: "GET /sandbox/faults lists the active faults.", statusCode: StatusCodes.Status404NotFound));
    }

    private static IResult Start(FaultRequest request, FaultInjector faults, SignalingFaults signaling)
    {
        if (faults.Start(request) is not { } fault)
        {
            return TypedResults.Problem(
                title: "Too many faults",
                detail: $"At most {FaultInjector.MaxFaults} faults can be active. End some with DELETE /sandbox/faults.",
                statusCode: StatusCodes.Status409Conflict);
        }

        signaling.OnStarted(fault);
        return TypedResults.Created($"/sandbox/faults/{fault.Id}", fault);
    }
}
