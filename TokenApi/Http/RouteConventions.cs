using Microsoft.AspNetCore.Mvc;

namespace TokenApi.Http;

/// <summary>What groups of routes have in common.</summary>
internal static class RouteConventions
{
    /// <summary>In bytes. Nothing that is sent here has more than a few kilobytes.</summary>
    public const int MaximumBody = 64 * 1024;

    /// <summary>Larger bodies are answered with 413.</summary>
    public static RouteGroupBuilder LimitBody(this RouteGroupBuilder group) => group.WithMetadata(new RequestSizeLimitAttribute(MaximumBody));

    /// <summary>Lists in the OpenAPI document the errors that a route itself answers with; 403 cross-origin and 503 not-ready come before any of them.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            route.ProducesProblem(status);
        }

        return route;
    }

    /// <summary>Answers are for one person, or one call, and one moment: no cache may keep them, whatever their status.</summary>
    public static void UseNoStore(this WebApplication app, string path) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(path))
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
        }

        return next(context);
    });
}
