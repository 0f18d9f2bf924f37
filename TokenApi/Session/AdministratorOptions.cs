namespace TokenApi.Session;

/// <summary>Who may end the sessions of others: configuration section <c>Sessions</c>.</summary>
internal sealed class AdministratorOptions
{
    /// <summary>Client names of people or machines.</summary>
    public string[] Administrators { get; set; } = [];
}
