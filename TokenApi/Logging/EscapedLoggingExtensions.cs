using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TokenApi.Logging;

/// <summary>Escapes and redacts every log entry, also those of ASP.NET Core, before any logging provider sees it.</summary>
internal static class EscapedLoggingExtensions
{
    public static void AddEscapedLogging(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LoggerFactory>();
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory, EscapingLoggerFactory>());
    }

    private sealed class EscapingLoggerFactory(LoggerFactory inner) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => new EscapingLogger(inner.CreateLogger(categoryName));

        public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

        public void Dispose() => inner.Dispose();
    }
}
