using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Aspire.Hosting;

/// <summary>The real orchestrator, driven over its API. It proxies each service to the processes that produce it, and
/// ends everything when this process dies.</summary>
internal sealed class Dcp(HttpClient http) : IDisposable
{
    private const string Group = "usvc-dev.developer.microsoft.com/v1";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    public static async Task<Dcp> StartAsync(string executable, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("aspire-dcp").FullName;
        var kubeconfig = Path.Combine(folder, "kubeconfig");
        var start = new ProcessStartInfo(executable, ["start-apiserver", "--monitor", $"{Environment.ProcessId}", "--detach", "--kubeconfig", kubeconfig])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DCP_SESSION_FOLDER"] = folder;
        foreach (var ours in new[] { "ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE" })
        {
            start.Environment.Remove(ours);
        }

        using var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var timer = new PeriodicTimer(Poll);
        var lines = Array.Empty<string>();
        while (Value(lines, "token:") is null)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            lines = File.Exists(kubeconfig) ? await File.ReadAllLinesAsync(kubeconfig, cancellationToken) : [];
        }

        var authority = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(Value(lines, "certificate-authority-data:")!)));
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck };
        var http = new HttpClient(handler) { BaseAddress = new Uri(Value(lines, "server:")! + "/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Value(lines, "token:"));
        return new(http);

        // "    server: https://127.0.0.1:39105"
        static string? Value(string[] lines, string key) => Array.Find(lines, line => line.Contains(key, StringComparison.Ordinal))?.Split(key, 2)[1].Trim();
    }

    /// <summary>An address in front of all replicas; answers its port.</summary>
    public async Task<int> AddServiceAsync(string name, string host, int? port, CancellationToken cancellationToken)
    {
        var spec = new JsonObject { ["protocol"] = "TCP", ["addressAllocationMode"] = "Localhost", ["address"] = host };
        if (port is not null)
        {
            spec["port"] = port;
        }

        await AddAsync("Service", name, [], spec, cancellationToken);
        using var timer = new PeriodicTimer(Poll);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var status = (await http.GetFromJsonAsync<JsonNode>($"apis/{Group}/services/{name}", cancellationToken))!["status"];
            if ((int?)status?["effectivePort"] is > 0 and var allocated)
            {
                return allocated;
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>A process that serves the named services.</summary>
    public Task AddExecutableAsync(string name, string path, string workingDirectory, IEnumerable<string> args, IReadOnlyDictionary<string, string> environment, IEnumerable<string> services, CancellationToken cancellationToken)
    {
        var producer = new JsonArray([.. services.Select(service => new JsonObject { ["serviceName"] = service, ["address"] = "localhost" })]);
        return AddAsync("Executable", name, new() { ["service-producer"] = producer.ToJsonString() }, new()
        {
            ["executablePath"] = path,
            ["workingDirectory"] = workingDirectory,
            ["executionType"] = "Process",
            ["args"] = new JsonArray([.. args.Select(arg => (JsonNode)arg)]),
            ["env"] = new JsonArray([.. environment.Select(variable => new JsonObject { ["name"] = variable.Key, ["value"] = variable.Value })]),
        }, cancellationToken);
    }

    /// <summary>Running, Finished, FailedToStart and the like; and the exit code when there is one.</summary>
    public async Task<(string State, int? ExitCode)> StateAsync(string executable, CancellationToken cancellationToken)
    {
        var status = (await http.GetFromJsonAsync<JsonNode>($"apis/{Group}/executables/{executable}", cancellationToken))!["status"];
        return ((string?)status?["state"] ?? "", (int?)status?["exitCode"]);
    }

    public Task<string> StandardErrorAsync(string executable, CancellationToken cancellationToken) =>
        http.GetStringAsync($"apis/{Group}/executables/{executable}/log?source=stderr&follow=false", cancellationToken);

    /// <summary>Ends every process, then itself; returns when that is done.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var stopping = new StringContent("""{"status":"Stopping"}""", new MediaTypeHeaderValue("application/merge-patch+json"));
            (await http.PatchAsync("admin/execution", stopping, cancellationToken)).EnsureSuccessStatusCode();
            using var timer = new PeriodicTimer(Poll);
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await http.GetStringAsync("admin/execution", cancellationToken);
            }
        }
        catch (HttpRequestException)
        {
            // Nobody answers any more.
        }
    }

    public void Dispose() => http.Dispose();

    private async Task AddAsync(string kind, string name, JsonObject annotations, JsonObject spec, CancellationToken cancellationToken)
    {
        var content = new JsonObject
        {
            ["apiVersion"] = Group,
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["annotations"] = annotations },
            ["spec"] = spec,
        };
        using var answer = await http.PostAsJsonAsync($"apis/{Group}/{(kind == "Service" ? "services" : "executables")}", content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
