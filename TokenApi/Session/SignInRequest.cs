using System.Text.Json;
using System.Text.Json.Serialization;
using TokenApi.Http;
using TokenApi.Tokens;

namespace TokenApi.Session;

/// <summary>The body of a demo sign-in: <c>{"name":"alice"}</c></summary>
/// <param name="Name">1 to 121 letters, digits or underscores.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SignInRequest(string Name)
{
    /// <summary>Reads every member, and notes every fault in <paramref name="errors"/>.</summary>
    public static SignInRequest Read(JsonElement body, FieldErrors errors)
    {
        var name = "";
        foreach (var member in body.MembersOnce(errors))
        {
            if (member.Name != "name")
            {
                errors.Add(member.Name, "is not accepted. The only field is name.");
            }
            else if (member.Value.ValueKind == JsonValueKind.String)
            {
                name = member.Value.GetString()!;
            }
        }

        if (!ClientName.IsValid(name))
        {
            errors.Add("name", ClientName.Rule);
        }

        return new(name);
    }
}
