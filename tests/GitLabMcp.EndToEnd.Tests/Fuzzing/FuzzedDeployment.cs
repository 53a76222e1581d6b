using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests.Fuzzing;

/// <summary>A deployment that has no limit in the way, and one user.</summary>
public sealed class FuzzedDeployment : IAsyncLifetime
{
    public Deployment Deployment { get; private set; } = null!;

    public string Token { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Deployment = await Deployment.StartAsync(
            new() { Settings = ["--MAX_REQUESTS_PER_MINUTE=100000", "--MAX_AUTH_FAILURES_PER_MINUTE=100000"] }
        );
        Deployment.GitLab.On("PUT", GoodMessage.MergePath).Answer(200, """{"iid":5,"state":"merged"}""");
        Token = Deployment.NewUser();
    }

    /// <summary>What was logged as one: nobody is answered when it comes of a notification.</summary>
    public string[] Faults =>
        [
            .. Deployment
                .Logs.Text.Split('\n')
                .Where(line =>
                    line.StartsWith("Error ", StringComparison.Ordinal) || line.StartsWith("Critical ", StringComparison.Ordinal)
                ),
        ];

    public McpHttp Client() => Deployment.Client(Token);

    /// <summary>With an answer to a question that was asked just now, so that a yes is taken for one, once.</summary>
    public async Task<GoodMessage[]> GoodAsync(string version)
    {
        using var client = Client();
        var asked = await client.Rpc2026Async(
            "tools/call",
            GoodMessage.Merge + ",",
            "merge_merge_request",
            capabilities: "\"elicitation\":{}"
        );
        return GoodMessage.All(version, asked.Result.GetProperty("requestState").GetString()!);
    }

    public ValueTask DisposeAsync() => Deployment.DisposeAsync();
}
