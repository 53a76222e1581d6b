namespace GitLabMcp.Edge.Pages;

/// <summary>Which tools the address of MCP asks for, as the reader of the page picked them: `?toolsets=issues&amp;toolsets=wiki` from a
/// form without a script. Only names of the catalogue are taken, because people copy the address into shells.</summary>
internal sealed record Selection(IReadOnlyList<string> Toolsets, bool ReadOnly)
{
    public static Selection Of(HttpRequest request, Catalogue? catalogue)
    {
        var named = request
            .Query["toolsets"]
            .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.Ordinal);
        return new(
            [.. catalogue?.Toolsets.Select(toolset => toolset.Name).Where(named.Contains) ?? []],
            request.Query["read_only"] == "true"
        );
    }

    /// <summary>`https://mcp.example.com/mcp?toolsets=issues,wiki&amp;read_only=true`.</summary>
    public string AddTo(string url)
    {
        string[] parameters =
        [
            .. Toolsets.Count > 0 ? [$"toolsets={string.Join(',', Toolsets)}"] : Array.Empty<string>(),
            .. ReadOnly ? ["read_only=true"] : Array.Empty<string>(),
        ];
        return parameters.Length == 0 ? url : url + "?" + string.Join('&', parameters);
    }
}
