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
        var body = new byte[MaxBodyBytes];
        var length = await context.Request.Body.ReadAtLeastAsync(body, MaxBodyBytes, throwOnEndOfStream: false, context.RequestAborted);
        if (!context.Request.HasJsonContentType() || length == MaxBodyBytes)
        {
            return Results.Problem(
                title: "JSON expected",
                detail: $"Send Content-Type: application/json, and fewer than {MaxBodyBytes} bytes.",
                statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        if (FaultReader.Read(body.AsSpan(0, length), out var errors) is not { } request)
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
