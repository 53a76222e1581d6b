using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GitLabMcp.Fake;

namespace GitLabMcp.Scenarios;

/// <summary>What GitLab has, as its own API says it, past the server under test.</summary>
internal sealed class GitLabState(FakeGitLab gitlab) : IDisposable
{
    private readonly HttpClient _http = new() { DefaultRequestHeaders = { { "PRIVATE-TOKEN", DemoWorld.Token } } };

    /// <param name="path">`issues/1` of the greenhouse, or with a slash before it, `/user`, of anything.</param>
    public async Task<Found> GetAsync(string path)
    {
        var address = $"{gitlab.ApiUrl}{(path[0] == '/' ? "" : "/projects/garden%2Fgreenhouse/")}{path}";
        return new Found((await _http.GetFromJsonAsync<JsonNode>(address, TestContext.Current.CancellationToken))!, path);
    }

    public void Dispose() => _http.Dispose();
}
