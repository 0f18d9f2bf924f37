namespace AppHost.Checks;

/// <summary>Turns a failed check into one message on the console.</summary>
internal static class StartFailureExtensions
{
    /// <summary>Builds and runs the application. Prints a <see cref="DistributedApplicationException"/> without a stack trace and returns exit code 1.</summary>
    public static async Task<int> RunAsync(this IDistributedApplicationBuilder builder)
    {
        try
        {
            await builder.Build().RunAsync();
            return 0;
        }
        catch (DistributedApplicationException e)
        {
            await Console.Error.WriteLineAsync($"error: {e.Message}");
            return 1;
        }
    }
}
