namespace TwilioSandbox.Faults;

internal static class FaultEndpoints
{
    private const int MaxBodyBytes = 4096;

    public static void MapFaults(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sandbox/faults", StartAsync);
        app.MapGet("/sandbox/faults", (FaultInjector faults) => faults.Read());
        app.MapDelete("/sandbox/faults", (FaultInjector faults) => faults.EndAll());
        app.MapDelete("/sandbox/faults/{id:long}", (long id, FaultInjector faults) => faults.End(id)
            ? Results.Ok()
            : Results.Problem(title: "No such fault", detail: "It has ended, or never was. GET /sandbox/faults lists those that are.", statusCode: StatusCodes.Status404NotFound));
    }

    private static async Task<IResult> StartAsync(HttpContext context, FaultInjector faults, SignalingFaults line)
    {
        if (!context.Request.HasJsonContentType())
        {
            return Results.Problem(
                title: "JSON expected", detail: "Send Content-Type: application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        if (await RequestBody.ReadAsync(context.Request, MaxBodyBytes) is not { } body)
        {
            return Results.Problem($"The body is larger than {MaxBodyBytes} bytes. Send one fault.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        if (FaultReader.Read(body.Span, out var errors) is not { } request)
        {
            return TypedResults.ValidationProblem(errors);
        }

        if (faults.Start(request) is not { } fault)
        {
            return Results.Problem(
                title: "Too many faults",
                detail: $"There are {FaultInjector.MaxFaults} faults already. End some first: DELETE /sandbox/faults.",
                statusCode: StatusCodes.Status409Conflict);
        }

        line.OnStarted(fault);
        return TypedResults.Created($"/sandbox/faults/{fault.Id}", fault);
    }
}
