using System.Text.Json;
using GitLabMcp.Faults.Clients;
using GitLabMcp.Faults.History;
using GitLabMcp.Faults.Hosting;

namespace GitLabMcp.Faults.Soak;

/// <summary>Asks the server now and then how many sessions have a live token.</summary>
public static class LiveSessions
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Goes on until it is cancelled.</summary>
    public static async Task SampleAsync(Deployment deployment, Balancer balancer, TimeSpan interval, CancellationToken ct)
    {
        var random = new Random(1);
        try
        {
            while (true)
            {
                await Task.Delay(interval, TimeProvider.System, ct);
                if (await CountAsync(balancer.Address(balancer.Choose(random)), ct) is { } count)
                {
                    deployment.History.Add(new Sample(deployment.History.Now, count));
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    /// <returns>Null while nobody can say.</returns>
    private static async Task<int?> CountAsync(Uri edge, CancellationToken ct)
    {
        try
        {
            using var json = JsonDocument.Parse(await Http.GetStringAsync(new Uri(edge, "/health"), ct));
            return json.RootElement.GetProperty("authenticatedSessions").GetInt32();
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return null;
        }
    }
}
