namespace Aspire.Hosting;

/// <summary>Resources as processes, with the environment that Aspire gives them; the dashboard is one more.</summary>
internal sealed class Processes
{
    private readonly string _key = RandomNumberGenerator.GetHexString(32);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = TimeSpan.FromSeconds(2),
    };
    private readonly Dcp _dcp;
    private readonly DistributedApplicationBuilder _builder;
    private readonly Resource? _dashboard;

    public Processes(Dcp dcp, DistributedApplicationBuilder builder)
    {
        (_dcp, _builder) = (dcp, builder);
        _dashboard = builder.IsTesting ? null : AddDashboard();
    }

    /// <summary>Starts the replicas. Running once the health checks pass; how one ended when it ended with an error before.</summary>
    public async Task<string> RunAsync(Resource resource, CancellationToken cancellationToken)
    {
        var replicas = new List<string>();
        while (replicas.Count < resource.Replicas && resource.Command is not null)
        {
            replicas.Add(await AddAsync(resource, RandomNumberGenerator.GetHexString(8, lowercase: true), cancellationToken));
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            foreach (var replica in replicas)
            {
                var (state, exitCode) = await _dcp.StateAsync(replica, cancellationToken);
                if (KnownResourceStates.TerminalStates.Contains(state) && exitCode != 0)
                {
                    await Console.Error.WriteLineAsync(
                        exitCode is null
                            ? $"{resource.Name} could not be started."
                            : (await _dcp.StandardErrorAsync(replica, cancellationToken)).TrimEnd()
                    );
                    return state;
                }
            }
        } while (!await IsHealthyAsync(resource, cancellationToken) && await timer.WaitForNextTickAsync(cancellationToken));
        return KnownResourceStates.Running;
    }

    private static async Task<bool> IsHealthyAsync(Resource resource, CancellationToken cancellationToken)
    {
        try
        {
            var answers = await Task.WhenAll(
                resource.HealthChecks.Select(check => Http.GetAsync(resource.Endpoint(check.Endpoint).Url + check.Path, cancellationToken))
            );
            return answers.All(answer => answer.IsSuccessStatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<string> AddAsync(Resource resource, string instance, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([]);
        resource.Args.ForEach(callback => callback(context));
        var environment = resource is ProjectResource project ? Environment(project, instance) : [];
        resource.Endpoints.FindAll(endpoint => endpoint.Env is not null).ForEach(endpoint => environment[endpoint.Env!] = endpoint.OwnPort);
        foreach (var (name, value) in resource.Environment)
        {
            environment[name] = value.Read();
        }

        var args = context.Args.Select(arg => arg is ReferenceExpression value ? value.Read() : (string)arg);
        // By the dotnet that runs this process: there may be several.
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        var (command, all) = resource is ProjectResource ? (dotnet, args.Prepend(resource.Command!)) : (resource.Command!, args);
        await _dcp.AddExecutableAsync(
            $"{resource.Name}-{instance}",
            command,
            resource.WorkingDirectory,
            all,
            environment,
            resource.Endpoints.Select(endpoint => endpoint.Service),
            cancellationToken
        );
        return $"{resource.Name}-{instance}";
    }

    private Dictionary<string, string> Environment(ProjectResource project, string instance)
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] =
                _builder.Configuration["ASPNETCORE_ENVIRONMENT"] ?? _builder.Configuration["DOTNET_ENVIRONMENT"] ?? "Development",
            ["LOGGING__CONSOLE__FORMATTERNAME"] = "simple",
            ["OTEL_SERVICE_NAME"] = project.Name,
            ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instance}",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] =
                _dashboard?.Endpoint("otlp").Url ?? _builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] ?? "",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={_key}",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "1000",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "1000",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
            ["OTEL_TRACES_SAMPLER"] = "always_on",
            ["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based",
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory",
            ["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true",
            ["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true",
            ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true",
        };
        project
            .Endpoints.FindAll(endpoint => endpoint.Env is null)
            .ForEach(endpoint =>
                environment[endpoint.IsKestrels ? $"Kestrel__Endpoints__{endpoint.Name}__Url" : "ASPNETCORE_URLS"] =
                    $"http://localhost:{endpoint.OwnPort}"
            );
        return environment;
    }

    /// <summary>Open to whoever is on this machine.</summary>
    private Resource AddDashboard()
    {
        var executable = _builder.Tool("managed/aspire-managed");
        var url = new Uri(_builder.Configuration["ASPNETCORE_URLS"] ?? "http://localhost:18888");
        var dashboard = _builder
            .AddExecutable("aspire-dashboard", executable, Path.GetDirectoryName(executable)!, "dashboard")
            .WithHttpEndpoint(url.Port)
            .WithHttpEndpoint(name: "otlp");
        Console.WriteLine($"Dashboard: {url}");
        return dashboard
            .WithEnvironment(
                "ASPNETCORE_URLS",
                new ReferenceExpression(() => $"http://localhost:{dashboard.Resource.Endpoints[0].OwnPort}")
            )
            .WithEnvironment(
                "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL",
                new ReferenceExpression(() => $"http://localhost:{dashboard.Resource.Endpoints[1].OwnPort}")
            )
            .WithEnvironment("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true")
            .WithEnvironment("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "false")
            .WithEnvironment("DASHBOARD__FRONTEND__AUTHMODE", "Unsecured")
            .WithEnvironment("DASHBOARD__OTLP__AUTHMODE", "ApiKey")
            .WithEnvironment("DASHBOARD__OTLP__PRIMARYAPIKEY", _key)
            .Resource;
    }
}
