namespace Aspire.Hosting.ApplicationModel;

public interface IResource
{
    string Name { get; }
}

public interface IResourceWithConnectionString : IResource;

public interface IResourceBuilder<out T>
    where T : IResource
{
    T Resource { get; }
}

/// <summary>What the Add… and With… methods said of a resource.</summary>
public class Resource(string name) : IResource
{
    public string Name { get; } = name;
    internal string? Command { get; init; }
    internal string WorkingDirectory { get; init; } = ".";
    internal List<EndpointAnnotation> Endpoints { get; } = [];
    internal Dictionary<string, ReferenceExpression> Environment { get; } = [];
    internal List<Action<CommandLineArgsCallbackContext>> Args { get; } = [];
    internal List<IResource> WaitsFor { get; } = [];
    internal List<(string Endpoint, string Path)> HealthChecks { get; } = [];
    internal int Replicas { get; set; } = 1;

    /// <summary>Set once: Running when it is healthy, or how it ended before.</summary>
    internal TaskCompletionSource<string> State { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal EndpointReference Endpoint(string name) =>
        new(
            Endpoints.Find(endpoint => endpoint.Name == name)
                ?? throw new DistributedApplicationException($"{Name} has no endpoint {name}.")
        );
}

public sealed class ProjectResource(string name) : Resource(name)
{
    /// <summary>Its endpoints are those of Kestrel:Endpoints, and are set there.</summary>
    internal bool HasKestrelEndpoints => Endpoints.Any(endpoint => endpoint.IsKestrels);
}

public sealed class ConnectionStringResource(string name, ReferenceExpression value) : Resource(name), IResourceWithConnectionString
{
    internal ReferenceExpression Value => value;
}

public sealed class ParameterResource(string name, Func<string> value) : Resource(name)
{
    private readonly Lazy<string> _value = new(value);
    internal ReferenceExpression Value => new(() => _value.Value);
}

public sealed class GenerateParameterDefault
{
    public int MinLength { get; set; } = 22;
    public bool Special { get; set; } = true;

    public string GetDefaultValue() =>
        RandomNumberGenerator.GetString(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + (Special ? "-_.{}~()*+!" : ""),
            MinLength
        );
}

/// <summary>Port and host are those of the proxy in front of all replicas; no port is any that is free.</summary>
public sealed class EndpointAnnotation(string service, string name, int? port)
{
    public string Name => name;
    public int? Port { get; set; } = port;
    public string TargetHost { get; set; } = "localhost";
    internal string Service => $"{service}-{name}";
    internal bool IsKestrels { get; init; }

    /// <summary>The environment variable that tells a replica its own port, which the orchestrator fills in.</summary>
    internal string? Env { get; init; }
    internal string OwnPort => $"{{{{- portForServing \"{Service}\" -}}}}";
    internal int AllocatedPort { get; set; }
}

public sealed record CommandLineArgsCallbackContext(IList<object> Args);

public enum EndpointProperty
{
    TargetPort,
    HostAndPort,
}

public sealed class EndpointReference(EndpointAnnotation endpoint)
{
    public string Url => $"http://localhost:{endpoint.AllocatedPort}";

    public ReferenceExpression Property(EndpointProperty property) =>
        new(() => property == EndpointProperty.TargetPort ? endpoint.OwnPort : $"localhost:{endpoint.AllocatedPort}");
}

/// <summary>A text that is known when the ports are.</summary>
public sealed class ReferenceExpression(Func<string> read)
{
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler)
    {
        var parts = handler.Parts;
        return new(() => string.Concat(parts.Select(part => part())));
    }

    internal string Read() => read();

    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        internal List<Func<string>> Parts { get; } = new(literalLength + formattedCount);

        public void AppendLiteral(string value) => Parts.Add(() => value);

        public void AppendFormatted(EndpointReference value) => Parts.Add(() => value.Url);

        public void AppendFormatted(ReferenceExpression value) => Parts.Add(value.Read);
    }
}

public static class KnownResourceStates
{
    public static readonly string Running = "Running";
    public static readonly IReadOnlyList<string> TerminalStates = ["Finished", "FailedToStart", "Exited"];
}

public sealed class ResourceNotificationService
{
    private readonly DistributedApplication _app;

    internal ResourceNotificationService(DistributedApplication app) => _app = app;

    public Task WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [KnownResourceStates.Running], cancellationToken);

    public async Task<string> WaitForResourceAsync(
        string resourceName,
        IEnumerable<string> targetStates,
        CancellationToken cancellationToken = default
    )
    {
        var state = await _app.Resource(resourceName).State.Task.WaitAsync(cancellationToken);
        return targetStates.Contains(state) ? state : throw new DistributedApplicationException($"{resourceName} is {state}.");
    }
}
