namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>The command <c>ready http://localhost:3002/ready</c>, which asks a probe and ends with 0 when the answer is 200. Health checks
/// of containers run it, because the images hold no shell and no curl.</summary>
public static class ReadyCommand
{
    public const string Name = "ready";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string url)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout };
        try
        {
            using var answer = await http.GetAsync(new Uri(url));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or UriFormatException or NotSupportedException)
        {
            await Console.Error.WriteLineAsync($"{url} does not answer: {e.Message}");
            return 1;
        }
    }
}
