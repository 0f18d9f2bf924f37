using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;

[assembly: HostingStartup(typeof(ConstantAnswer))]

// Starts TokenApi through its entry point, with one more endpoint to compare with. See benchmarks/load.sh.
Environment.SetEnvironmentVariable("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(ConstantAnswer).Assembly.GetName().Name);
return (int)Assembly.Load("TokenApi").EntryPoint!.Invoke(null, [args])!;

/// <summary><c>POST /api/constant/{size}</c>: requires the same sign-in, and answers with this many constant bytes.</summary>
internal sealed class ConstantAnswer : IHostingStartup, IStartupFilter
{
    private byte[] _answer = [];

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        app.UseEndpoints(endpoints => endpoints.MapPost("/api/constant/{size:int:max(65536)}", Answer).RequireAuthorization());
    };

    private FileContentHttpResult Answer(int size)
    {
        if (_answer.Length != size)
        {
            _answer = [.. Enumerable.Repeat((byte)'x', size)];
        }

        return TypedResults.Bytes(_answer, "application/json");
    }
}
