using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

public sealed class DistributedApplicationException(string message) : Exception(message);

public sealed record DistributedApplicationExecutionContext(bool IsPublishMode)
{
    public bool IsRunMode => !IsPublishMode;
}

public interface IDistributedApplicationBuilder
{
    ConfigurationManager Configuration { get; }
    DistributedApplicationExecutionContext ExecutionContext { get; }
    IReadOnlyList<IResource> Resources { get; }
    internal bool IsTesting { get; }
    internal Assembly AppHost { get; }
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : Resource;
    DistributedApplication Build();
}

/// <summary>The application of an AppHost: its resources as processes of the orchestrator.</summary>
public sealed class DistributedApplication : IAsyncDisposable
{
    private readonly IDistributedApplicationBuilder _builder;
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private Dcp? _dcp;

    internal DistributedApplication(IDistributedApplicationBuilder builder) => _builder = builder;

    public ResourceNotificationService ResourceNotifications { get; } = new();
    internal IEnumerable<Resource> Resources => _builder.Resources.Cast<Resource>();

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new Builder(args, TestedEntryPoint.Current);

    /// <summary>Runs until Ctrl+C or SIGTERM; ends with exit code 1 when a resource could not start.</summary>
    public void Run()
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        Environment.ExitCode = RunAsync().GetAwaiter().GetResult();

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            _ended.TrySetResult(0);
            _stopping.Cancel();
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (_builder.ExecutionContext.IsPublishMode)
        {
            throw new DistributedApplicationException("Publishing needs the Aspire packages (AspireSource=packages).");
        }

        var tools = Tools.Find(_builder);
        _dcp = await Dcp.StartAsync(tools.Dcp, cancellationToken);
        var telemetry = await tools.StartDashboardAsync(_dcp, _builder, cancellationToken);
        foreach (var (resource, endpoint) in Resources.SelectMany(resource => resource.Endpoints, (resource, endpoint) => (resource, endpoint)))
        {
            endpoint.DcpService = $"{resource.Name}-{endpoint.Name}";
            endpoint.AllocatedPort = await AddServiceAsync(_dcp, resource.Name, endpoint.DcpService, endpoint.TargetHost, _builder.IsTesting ? null : endpoint.Port, cancellationToken);
        }

        foreach (var resource in Resources)
        {
            _ = RunAsync(resource, telemetry, _stopping.Token);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _stopping.CancelAsync();
        await (_dcp?.StopAsync(cancellationToken) ?? Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _dcp?.Dispose();
        _stopping.Dispose();
    }

    internal static async Task<int> AddServiceAsync(Dcp dcp, string owner, string name, string host, int? port, CancellationToken cancellationToken)
    {
        try
        {
            // The orchestrator would wait for a taken port for ever.
            using var taken = new TcpListener(System.Net.IPAddress.Any, port ?? 0) { ExclusiveAddressUse = true };
            taken.Start();
        }
        catch (SocketException)
        {
            throw new DistributedApplicationException($"Port {port} of {owner} is in use.");
        }

        return await dcp.AddServiceAsync(name, host, port, cancellationToken);
    }

    private async Task<int> RunAsync()
    {
        try
        {
            await StartAsync(_stopping.Token);
            return await _ended.Task;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (DistributedApplicationException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        finally
        {
            await DisposeAsync();
        }
    }

    private async Task RunAsync(Resource resource, IReadOnlyDictionary<string, string> telemetry, CancellationToken cancellationToken)
    {
        try
        {
            ResourceNotifications.Publish(resource.Name, KnownResourceStates.Waiting, isHealthy: false);
            await Task.WhenAll(resource.WaitsFor.Select(dependency => ResourceNotifications.WaitForResourceHealthyAsync(dependency.Name, cancellationToken)));
            var replicas = await Processes.AddAsync(_dcp!, _builder, resource, telemetry, cancellationToken);
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(2) };
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            do
            {
                foreach (var replica in replicas)
                {
                    var (state, exitCode) = await _dcp!.StateAsync(replica, cancellationToken);
                    if (KnownResourceStates.TerminalStates.Contains(state) && exitCode != 0)
                    {
                        await Console.Error.WriteLineAsync(exitCode is null ? $"{resource.Name} could not be started." : (await _dcp.StandardErrorAsync(replica, cancellationToken)).TrimEnd());
                        ResourceNotifications.Publish(resource.Name, state, isHealthy: false);
                        _ended.TrySetResult(1);
                        return;
                    }
                }
            }
            while (!await Processes.AreHealthyAsync(http, resource, cancellationToken) && await timer.WaitForNextTickAsync(cancellationToken));
            ResourceNotifications.Publish(resource.Name, KnownResourceStates.Running, isHealthy: true);
        }
        catch (Exception e) when (e is OperationCanceledException or DistributedApplicationException)
        {
            // Stopped, or what it waits for failed and has said so.
        }
    }

    private sealed class Builder : IDistributedApplicationBuilder
    {
        private readonly List<IResource> _resources = [];
        private readonly TestedEntryPoint? _test;

        public Builder(string[] args, TestedEntryPoint? test)
        {
            _test = test;
            Configuration.AddEnvironmentVariables().AddCommandLine([.. args, .. test?.Args ?? []]);
            ExecutionContext = new(IsPublishMode: Configuration["publisher"] is not null || Configuration["operation"] == "publish");
        }

        public ConfigurationManager Configuration { get; } = new();
        public DistributedApplicationExecutionContext ExecutionContext { get; }
        public IReadOnlyList<IResource> Resources => _resources;
        public bool IsTesting => _test is not null;
        public Assembly AppHost => _test?.Assembly ?? Assembly.GetEntryAssembly()!;

        public IResourceBuilder<T> AddResource<T>(T resource)
            where T : Resource
        {
            _resources.Add(resource);
            return new ResourceBuilder<T>(this, resource);
        }

        public DistributedApplication Build() => _test is null ? new(this) : throw new TestedEntryPoint.BuildIsTheTests(this);
    }

    private sealed record ResourceBuilder<T>(IDistributedApplicationBuilder ApplicationBuilder, T Resource) : IResourceBuilder<T>
        where T : Resource;
}
