namespace GitLabMcp.Benchmarks.Servers;

/// <summary>What is under load: where it is reached, and the processes that it is made of.</summary>
/// <param name="Name">As it stands in a table.</param>
/// <param name="Endpoints">Where MCP is served: one address per replica.</param>
/// <param name="Processes">All that are known; none of a server that runs elsewhere.</param>
/// <param name="Store">The one among them whose figures are shown apart; null when there is none.</param>
internal sealed record Subject(string Name, IReadOnlyList<Uri> Endpoints, IReadOnlyList<Server> Processes, Server? Store)
{
    /// <summary>Resident bytes of the processes, without the store.</summary>
    public long Memory => Processes.Where(process => process != Store).Sum(static process => process.Memory);

    /// <summary>User and system time so far.</summary>
    public TimeSpan[] CpuByProcess() => [.. Processes.Select(static process => process.Cpu)];

    /// <summary>The clients of so many users; each replica gets its share.</summary>
    public McpClient[] Clients(HttpMessageInvoker http, int count) =>
        [.. Enumerable.Range(0, count).Select(person => Client(http, person))];

    /// <param name="api">The GitLab that the client chooses; null for the server's own.</param>
    public McpClient Client(HttpMessageInvoker http, int person, string? api = null) =>
        new(http, Endpoints[person % Endpoints.Count], People.Token(person), api);
}
