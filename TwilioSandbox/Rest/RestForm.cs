namespace TwilioSandbox.Rest;

/// <summary>The parameters of a POST.</summary>
internal static class RestForm
{
    /// <returns>Empty if the body is not a form.</returns>
    public static async Task<IFormCollection> ReadAsync(HttpRequest request)
    {
        try
        {
            return request.HasFormContentType ? await request.ReadFormAsync(request.HttpContext.RequestAborted) : FormCollection.Empty;
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException || (e is IOException && e is not BadHttpRequestException))
        {
            return FormCollection.Empty;
        }
    }

    /// <summary>POST, which is the default, or GET.</summary>
    public static (HttpMethod Method, IResult? Error) Method(IFormCollection form, string name) => form[name].ToString().ToUpperInvariant() switch
    {
        "" or "POST" => (HttpMethod.Post, null),
        "GET" => (HttpMethod.Get, null),
        _ => (HttpMethod.Post, RestErrors.Method($"{name} must be GET or POST.")),
    };

    /// <summary>An absolute http or https URL.</summary>
    public static Uri? Url(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && !url.UserInfo.StartsWith(':') ? url : null;
}
