namespace GitLabMcp.Testing.Addresses;

/// <summary>What one operator sets, and which addresses a request may name there.</summary>
/// <param name="ApiUrl">GITLAB_API_URL.</param>
/// <param name="AllowedHosts">GITLAB_ALLOWED_HOSTS; null when ENABLE_DYNAMIC_API_URL is off.</param>
public sealed record AddressRules(string ApiUrl, string? AllowedHosts)
{
    /// <summary>Addresses that a request may go to.</summary>
    public required string[] Allowed { get; init; }

    /// <summary>Addresses that it may not go to, besides <see cref="AddressTable.NoAddresses"/>.</summary>
    public required string[] Refused { get; init; }

    /// <summary>The settings of both services.</summary>
    public IReadOnlyDictionary<string, string?> Settings =>
        AllowedHosts is null
            ? new Dictionary<string, string?> { ["GITLAB_API_URL"] = ApiUrl }
            : new Dictionary<string, string?>
            {
                ["GITLAB_API_URL"] = ApiUrl,
                ["ENABLE_DYNAMIC_API_URL"] = "true",
                ["GITLAB_ALLOWED_HOSTS"] = AllowedHosts,
            };

    /// <summary>The same settings as a command line.</summary>
    public string[] Arguments => [.. Settings.Select(setting => $"--{setting.Key}={setting.Value}")];

    /// <summary>The same settings in a test's name.</summary>
    public override string ToString() => $"{ApiUrl} {AllowedHosts}";
}
