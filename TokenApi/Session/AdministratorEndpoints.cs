using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using TokenApi.Security;
using TokenApi.Tokens;

namespace TokenApi.Session;

/// <summary>Lets administrators end the sessions of a user.</summary>
internal static class AdministratorEndpoints
{
    /// <summary>Absent unless <see cref="AdministratorOptions.Administrators"/> are configured.</summary>
    public static void MapRevocation(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<AdministratorOptions>>().Value.Administrators.Length > 0)
        {
            app.MapGroup("/api/sessions").WithTags("Session").RequireAuthorization().LimitRate()
                .MapDelete("/{name}", RevokeAsync).ProducesValidationProblem().ProducesProblems(401, 403, 429);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        [RegularExpression(ClientName.Pattern, ErrorMessage = ClientName.Rule)] string name,
        ClaimsPrincipal user, IOptions<AdministratorOptions> options, SessionStore sessions, ILogger<SessionStore> logger)
    {
        var administrator = user.Identity!.Name!;
        if (!options.Value.Administrators.Contains(administrator))
        {
            return ErrorCatalog.NotAdministrator.ToResult();
        }

        await sessions.RevokeAsync(name);
        logger.LogInformation("Sessions of {Identity} revoked by {Administrator}", name, administrator);
        return TypedResults.NoContent();
    }
}
