using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using TokenApi.Tokens;

namespace TokenApi.Session;

/// <summary>The body of a demo sign-in: <c>{"name":"alice"}</c></summary>
/// <remarks>Public, because ASP.NET Core's validation skips internal types.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SignInRequest
{
    /// <summary>1 to 121 letters, digits or underscores.</summary>
    [Required(ErrorMessage = ClientName.Rule)]
    [RegularExpression(ClientName.Pattern, ErrorMessage = ClientName.Rule)]
    public string Name { get; init; } = "";
}
