using System.Globalization;

namespace TwilioSandbox.Rest;

/// <summary>Lists in pages, with Twilio's envelope.</summary>
/// <remarks>
/// <code>
/// { "calls": […], "page": 0, "page_size": 50, "start": 0, "end": 49, "uri": "…", "first_page_uri": "…", "next_page_uri": "…", "previous_page_uri": null }
/// </code>
/// </remarks>
internal static class RestPages
{
    private const int DefaultSize = 50; // documented
    private const int MaxSize = 1000; // documented

    public static IResult Write<T>(HttpRequest request, string name, IEnumerable<T> all)
    {
        if (Number(request, "PageSize", DefaultSize) is not (>= 1 and <= MaxSize and var size))
        {
            return RestErrors.PageSize($"PageSize must be a whole number from 1 to {MaxSize}.");
        }

        if (Number(request, "Page", 0) is not (>= 0 and var page))
        {
            return RestErrors.Parameter("Page must be a whole number. The first page is 0.");
        }

        var items = all.ToArray();
        var start = (int)Math.Min((long)page * size, items.Length);
        var shown = items.Skip(start).Take(size).ToArray();
        return RestJson.Write(new Dictionary<string, object?>
        {
            [name] = shown,
            ["page"] = page,
            ["page_size"] = size,
            ["start"] = start,
            ["end"] = Math.Max(start, start + shown.Length - 1),
            ["uri"] = $"{request.Path}{request.QueryString}",
            ["first_page_uri"] = Uri(request, size, 0),
            ["next_page_uri"] = start + size < items.Length ? Uri(request, size, page + 1) : null,
            ["previous_page_uri"] = page > 0 ? Uri(request, size, page - 1) : null,
        });
    }

    private static int? Number(HttpRequest request, string name, int standard) =>
        request.Query[name] is not [{ Length: > 0 } text] ? standard
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    // With the filters of the request.
    private static string Uri(HttpRequest request, int size, int page)
    {
        var filters = request.Query.Where(field => field.Key is not ("Page" or "PageSize" or "PageToken")).Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()));
        return $"{request.Path}?{Form.Write([.. filters, new("PageSize", $"{size}"), new("Page", $"{page}")])}";
    }
}
