using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting
{
    using Aspire.Hosting.ApplicationModel;

    /// <summary>Generated for each project that the AppHost references. <c>TargetPath</c> is ours: what is started.</summary>
    public interface IProjectMetadata
    {
        string ProjectPath { get; }

        string TargetPath { get; }
    }

    public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

    public sealed class ConnectionStringResource(string name, ReferenceExpression connectionStringExpression)
        : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
    {
        public ReferenceExpression ConnectionStringExpression { get; } = connectionStringExpression;

        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ConnectionStringExpression.GetValueAsync(cancellationToken);
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    public interface IResource
    {
        string Name { get; }
    }

    public interface IResourceWithEnvironment : IResource;

    public interface IResourceWithArgs : IResource;

    public interface IResourceWithEndpoints : IResource;

    public interface IResourceWithWaitSupport : IResource;

    public interface IResourceWithConnectionString : IResource, IValueProvider;

    public interface IResourceBuilder<out T>
        where T : IResource
    {
        IDistributedApplicationBuilder ApplicationBuilder { get; }

        T Resource { get; }
    }

    /// <summary>What the With… methods said of a resource.</summary>
    public abstract class Resource(string name) : IResource
    {
        public string Name { get; } = name;

        internal List<EndpointAnnotation> Endpoints { get; } = [];

        /// <summary>Values are strings or <see cref="IValueProvider"/>s.</summary>
        internal Dictionary<string, object> Environment { get; } = [];

        internal List<Action<CommandLineArgsCallbackContext>> Args { get; } = [];

        internal List<IResource> WaitsFor { get; } = [];

        internal List<(string? Endpoint, string Path)> HealthChecks { get; } = [];

        internal int Replicas { get; set; } = 1;

        internal EndpointAnnotation Endpoint(string name) =>
            Endpoints.Find(endpoint => endpoint.Name == name) ?? throw new DistributedApplicationException($"{Name} has no endpoint {name}.");
    }

    public sealed class ProjectResource(string name) : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
    {
        internal string WorkingDirectory { get; init; } = "";

        internal string Assembly { get; init; } = "";

        /// <summary>Its endpoints are those of Kestrel:Endpoints, and are set there.</summary>
        internal bool HasKestrelEndpoints { get; set; }
    }

    public sealed class ExecutableResource(string name, string command, string workingDirectory)
        : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
    {
        public string Command { get; } = command;

        public string WorkingDirectory { get; } = workingDirectory;
    }

    /// <summary>Never made here: containers are not run.</summary>
    public sealed class RedisResource(string name) : Resource(name), IResourceWithConnectionString, IResourceWithArgs
    {
        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    public sealed class ParameterResource(string name, Func<string> value) : Resource(name), IValueProvider
    {
        private readonly Lazy<string> _value = new(value);

        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(_value.Value);
    }

    public sealed class GenerateParameterDefault
    {
        public int MinLength { get; set; } = 22;

        public bool Special { get; set; } = true;

        public string GetDefaultValue() => RandomNumberGenerator.GetString(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + (Special ? "-_.{}~()*+!" : ""), MinLength);
    }

    public sealed class EndpointAnnotation(string name, string uriScheme, int? port)
    {
        public string Name { get; } = name;

        public string UriScheme { get; } = uriScheme;

        /// <summary>Of the proxy in front of all replicas; null for any that is free.</summary>
        public int? Port { get; set; } = port;

        /// <summary>Where that proxy listens.</summary>
        public string TargetHost { get; set; } = "localhost";

        /// <summary>The environment variable that tells a replica its own port.</summary>
        internal string? Env { get; init; }

        internal string DcpService { get; set; } = "";

        internal int AllocatedPort { get; set; }
    }

    public sealed class CommandLineArgsCallbackContext(IList<object> args)
    {
        public IList<object> Args { get; } = args;
    }
}
