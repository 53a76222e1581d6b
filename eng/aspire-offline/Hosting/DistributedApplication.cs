namespace Aspire.Hosting;

/// <summary>The resources of an AppHost as processes of the orchestrator.</summary>
public sealed class DistributedApplication : IAsyncDisposable
{
    private readonly DistributedApplicationBuilder _builder;
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private Dcp? _dcp;

    internal DistributedApplication(DistributedApplicationBuilder builder) => (_builder, ResourceNotifications) = (builder, new(this));

    public ResourceNotificationService ResourceNotifications { get; }

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    internal Resource Resource(string name) =>
        _builder.Resources.Find(resource => resource.Name == name)
        ?? throw new DistributedApplicationException($"There is no resource {name}.");

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

        _dcp = await Dcp.StartAsync(_builder.Tool("dcp/dcp"), cancellationToken);
        var processes = new Processes(_dcp, _builder);
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        foreach (
            var (resource, endpoint) in _builder.Resources.SelectMany(
                resource => resource.Endpoints,
                (resource, endpoint) => (resource, endpoint)
            )
        )
        {
            // The orchestrator would wait for a taken port for ever; tests do not collide with anybody.
            var port =
                _builder.IsTesting ? null
                : taken.All(address => address.Port != endpoint.Port) ? endpoint.Port
                : throw new DistributedApplicationException($"Port {endpoint.Port} of {resource.Name} is in use.");
            endpoint.AllocatedPort = await _dcp.AddServiceAsync(endpoint.Service, endpoint.TargetHost, port, cancellationToken);
        }

        _builder.Resources.ForEach(resource => _ = RunAsync(resource, processes));
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
    }

    private async Task<int> RunAsync()
    {
        try
        {
            await StartAsync(_stopping.Token);
            return await _ended.Task;
        }
        catch (Exception e) when (e is DistributedApplicationException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(e is DistributedApplicationException ? e.Message : "Stopped before it was started.");
            return 1;
        }
        finally
        {
            await DisposeAsync();
        }
    }

    private async Task RunAsync(Resource resource, Processes processes)
    {
        try
        {
            await Task.WhenAll(
                resource.WaitsFor.Select(dependency => ResourceNotifications.WaitForResourceHealthyAsync(dependency.Name, _stopping.Token))
            );
            resource.State.TrySetResult(await processes.RunAsync(resource, _stopping.Token));
            _ = await resource.State.Task == KnownResourceStates.Running || _ended.TrySetResult(1);
        }
        catch (Exception e) when (e is OperationCanceledException or DistributedApplicationException)
        {
            // Stopped; or what it waits for failed, and has said so.
        }
    }
}
