using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;

[assembly: HostingStartup(typeof(ConstantAnswer))]

// TokenApi as it is, started through its own entry point, with one address more to compare with. benchmarks/load.sh drives it.
Environment.SetEnvironmentVariable("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(ConstantAnswer).Assembly.GetName().Name);
return (int)Assembly.Load("TokenApi").EntryPoint!.Invoke(null, [args])!;

/// <summary><c>POST /api/constant/{size}</c>: the same sign-in and the same kind of answer, of so many bytes, and nothing done for it.</summary>
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
