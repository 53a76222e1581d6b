namespace Aspire.Hosting;

/// <summary>The real orchestrator, over its API. It proxies each service to the processes that produce it, and ends
/// everything when this process dies.</summary>
internal sealed class Dcp(HttpClient http) : IDisposable
{
    private const string Group = "usvc-dev.developer.microsoft.com/v1";

    private static PeriodicTimer Poll => new(TimeSpan.FromMilliseconds(100));

    public static async Task<Dcp> StartAsync(string executable, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("aspire-dcp").FullName;
        var kubeconfig = Path.Combine(folder, "kubeconfig");
        var start = new ProcessStartInfo(
            executable,
            ["start-apiserver", "--monitor", $"{Environment.ProcessId}", "--detach", "--kubeconfig", kubeconfig]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DCP_SESSION_FOLDER"] = folder;
        Array.ForEach(
            ["ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE"],
            name => start.Environment.Remove(name)
        );
        using var process = Process.Start(start)!;
        using var timer = Poll;
        var lines = Array.Empty<string>();
        while (!lines.Any(line => line.Contains("token:", StringComparison.Ordinal)) && await timer.WaitForNextTickAsync(cancellationToken))
        {
            lines = File.Exists(kubeconfig) ? await File.ReadAllLinesAsync(kubeconfig, cancellationToken) : [];
        }

        var authority = X509Certificate2.CreateFromPem(
            Encoding.ASCII.GetString(Convert.FromBase64String(Value("certificate-authority-data:")))
        );
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        var http = new HttpClient(handler) { BaseAddress = new Uri(Value("server:") + "/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Value("token:"));
        return new(http);

        // "    server: https://127.0.0.1:39105"
        string Value(string key) => lines.First(line => line.Contains(key, StringComparison.Ordinal)).Split(key, 2)[1].Trim();
    }

    /// <summary>An address in front of all replicas; answers its port.</summary>
    public async Task<int> AddServiceAsync(string name, string host, int? port, CancellationToken cancellationToken)
    {
        await AddAsync(
            "services",
            "Service",
            name,
            [],
            new
            {
                protocol = "TCP",
                addressAllocationMode = "Localhost",
                address = host,
                port = port ?? 0,
            },
            cancellationToken
        );
        using var timer = Poll;
        int? allocated;
        do
        {
            allocated = (int?)(await StatusAsync($"services/{name}", cancellationToken))?["effectivePort"];
        } while (allocated is null && await timer.WaitForNextTickAsync(cancellationToken));
        return allocated!.Value;
    }

    /// <summary>A process that produces the services.</summary>
    public Task AddExecutableAsync(
        string name,
        string executablePath,
        string workingDirectory,
        IEnumerable<string> args,
        Dictionary<string, string> environment,
        IEnumerable<string> services,
        CancellationToken cancellationToken
    )
    {
        var producer = new JsonArray([
            .. services.Select(service => new JsonObject { ["serviceName"] = service, ["address"] = "localhost" }),
        ]).ToJsonString();
        var env = environment.Select(variable => new { name = variable.Key, value = variable.Value });
        return AddAsync(
            "executables",
            "Executable",
            name,
            new() { ["service-producer"] = producer },
            new
            {
                executablePath,
                workingDirectory,
                executionType = "Process",
                args,
                env,
            },
            cancellationToken
        );
    }

    /// <summary>Running, Finished, FailedToStart and the like; and the exit code when there is one.</summary>
    public async Task<(string State, int? ExitCode)> StateAsync(string executable, CancellationToken cancellationToken)
    {
        var status = await StatusAsync($"executables/{executable}", cancellationToken);
        return ((string?)status?["state"] ?? "", (int?)status?["exitCode"]);
    }

    public Task<string> StandardErrorAsync(string executable, CancellationToken cancellationToken) =>
        http.GetStringAsync($"apis/{Group}/executables/{executable}/log?source=stderr&follow=false", cancellationToken);

    /// <summary>Ends every process, then the orchestrator; returns when that is done.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var stopping = new StringContent("""{"status":"Stopping"}""", new MediaTypeHeaderValue("application/merge-patch+json"));
            (await http.PatchAsync("admin/execution", stopping, cancellationToken)).EnsureSuccessStatusCode();
            using var timer = Poll;
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

    private async Task<JsonNode?> StatusAsync(string path, CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<JsonNode>($"apis/{Group}/{path}", cancellationToken))!["status"];

    private async Task AddAsync(
        string path,
        string kind,
        string name,
        Dictionary<string, string> annotations,
        object spec,
        CancellationToken cancellationToken
    ) =>
        (
            await http.PostAsJsonAsync(
                $"apis/{Group}/{path}",
                new
                {
                    apiVersion = Group,
                    kind,
                    metadata = new { name, annotations },
                    spec,
                },
                cancellationToken
            )
        ).EnsureSuccessStatusCode();
}
