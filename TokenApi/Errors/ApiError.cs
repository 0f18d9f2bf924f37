using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TokenApi.Errors;

/// <summary>One error of this service.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The member <c>code</c> of the problem details, for programs to compare.</param>
/// <param name="Title">The problem.</param>
/// <param name="Fix">The remedy.</param>
/// <param name="TwilioCode">The error that Twilio's debugger shows for this answer, if any.</param>
internal sealed record ApiError(int Status, string Code, string Title, string Fix, int? TwilioCode = null)
{
    public const string CatalogPath = "/api/errors";

    /// <summary>The address that explains the error: the <c>type</c> of the problem details.</summary>
    [JsonIgnore]
    public string Page => $"{CatalogPath}#{Code}";

    /// <param name="about">Details of this case.</param>
    public ProblemHttpResult ToResult(string? about = null) =>
        TypedResults.Problem(about, statusCode: Status, extensions: new Dictionary<string, object?> { ["code"] = Code });
}
