namespace GitLabMcp.AppHost;

/// <summary>What the dashboard shows of the services: links that a person opens, and no others.</summary>
internal static class DashboardLinks
{
    /// <summary>The MCP endpoint, and what monitoring reads.</summary>
    /// <param name="monitoring">Name of the endpoint that serves /health and /metrics.</param>
    public static IResourceBuilder<ProjectResource> WithEdgeLinks(this IResourceBuilder<ProjectResource> edge, string monitoring) =>
        edge.WithUrls(context =>
        {
            context.Urls.Clear();
            context.Urls.Add(Link("http", "/mcp", "MCP"));
            context.Urls.Add(Link(monitoring, "/health", "Health"));
            context.Urls.Add(Link(monitoring, "/metrics", "Metrics"));

            ResourceUrlAnnotation Link(string endpoint, string path, string text) =>
                new()
                {
                    Endpoint = edge.GetEndpoint(endpoint),
                    Url = path,
                    DisplayText = text,
                };
        });

    /// <summary>The addresses of these services are for other services: a person has nothing to open there.</summary>
    public static IResourceBuilder<T> WithoutLinks<T>(this IResourceBuilder<T> resource)
        where T : IResource => resource.WithUrls(context => context.Urls.Clear());
}
