namespace TokenApi.Session;

/// <summary>Where an identity provider is. What it says is believed, so it has to be https, or this machine.</summary>
internal static class ProviderAddress
{
    /// <summary>What is wrong with the setting; null when nothing is.</summary>
    public static string? Fault(string key, string? value)
    {
        const string expected = "Expected: the provider's https address, such as https://login.example.com; http is for loopback only.";
        if (string.IsNullOrEmpty(value))
        {
            return $"{key} is missing. {expected}";
        }

        return Uri.TryCreate(value, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || IsPlainLoopback(url)) ? null : $"{key} is malformed. {expected}";
    }

    public static bool IsPlainLoopback(Uri url) => url.Scheme == Uri.UriSchemeHttp && url.IsLoopback;
}
