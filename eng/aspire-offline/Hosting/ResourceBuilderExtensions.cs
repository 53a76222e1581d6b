using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>The Add… methods of a builder and the With… methods of its resources.</summary>
public static class ResourceBuilderExtensions
{
    /// <summary>Endpoints come from Kestrel:Endpoints of its appsettings.json, or else from the first launch profile.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var project = new TProject();
        var directory = Path.GetDirectoryName(project.ProjectPath)!;
        var resource = new ProjectResource(name) { WorkingDirectory = directory, Assembly = project.TargetPath };
        foreach (var endpoint in Json(directory, "appsettings.json").GetSection("Kestrel:Endpoints").GetChildren())
        {
            resource.HasKestrelEndpoints = true;
            resource.Endpoints.Add(new(endpoint.Key, "http", new Uri(endpoint["Url"]!).Port));
        }

        var profile = Json(directory, "Properties/launchSettings.json").GetSection("profiles").GetChildren().FirstOrDefault();
        if (profile?["applicationUrl"] is { } url && !resource.HasKestrelEndpoints)
        {
            resource.Endpoints.Add(new("http", "http", new Uri(url).Port));
        }

        foreach (var variable in profile?.GetSection("environmentVariables").GetChildren() ?? [])
        {
            resource.Environment[variable.Key] = variable.Value ?? "";
        }

        return builder.AddResource(resource);
    }

    public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args)
    {
        var resource = new ExecutableResource(name, command, Path.GetFullPath(workingDirectory));
        resource.Args.Add(context => Array.ForEach(args ?? [], context.Args.Add));
        return builder.AddResource(resource);
    }

    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port = null) =>
        throw new DistributedApplicationException($"{name}: containers are run with the Aspire packages only (AspireSource=packages).");

    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression) =>
        builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));

    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddConnectionString(name, ReferenceExpression.Create($"{builder.Configuration.GetConnectionString(name)}"));

    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, GenerateParameterDefault value, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, () => builder.Configuration[$"Parameters:{name}"] ?? value.GetDefaultValue()));

    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, string value, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, () => value));

    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source)
        where T : IResourceWithEnvironment => builder.Set($"ConnectionStrings__{source.Resource.Name}", source.Resource);

    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where T : IResourceWithEnvironment
    {
        foreach (var endpoint in Of(source).Endpoints)
        {
            var url = new EndpointReference(Of(source), endpoint.Name);
            builder.Set($"services__{source.Resource.Name}__{endpoint.Name}__0", url);
            builder.Set($"{source.Resource.Name}_{endpoint.Name}".Replace('-', '_').ToUpperInvariant(), url);
        }

        return builder;
    }

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment => builder.Set(name, value ?? "");

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment => builder.Set(name, parameter.Resource);

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResourceWithEnvironment => builder.Set(name, value);

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, Action<CommandLineArgsCallbackContext> callback)
        where T : IResourceWithArgs => builder.Change(resource => resource.Args.Add(callback));

    public static IResourceBuilder<T> WithEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, string? scheme = null, string? name = null, string? env = null)
        where T : IResourceWithEndpoints => builder.Change(resource => resource.Endpoints.Add(new(name ?? scheme ?? "tcp", scheme ?? "tcp", port) { Env = env }));

    public static IResourceBuilder<T> WithEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback)
        where T : IResourceWithEndpoints => builder.Change(resource => callback(resource.Endpoint(endpointName)));

    public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, "http", name ?? "http", env);

    /// <summary>Says something to a publisher only.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints => builder;

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, string? endpointName = null)
        where T : IResourceWithEndpoints => builder.Change(resource => resource.HealthChecks.Add((endpointName, path ?? "/")));

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.Change(resource => resource.Replicas = replicas);

    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Change(resource => resource.WaitsFor.Add(dependency.Resource));

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => new(Of(builder), name);

    private static IResourceBuilder<T> Set<T>(this IResourceBuilder<T> builder, string name, object value)
        where T : IResource => builder.Change(resource => resource.Environment[name] = value);

    private static IResourceBuilder<T> Change<T>(this IResourceBuilder<T> builder, Action<Resource> change)
        where T : IResource
    {
        change(Of(builder));
        return builder;
    }

    private static Resource Of<T>(IResourceBuilder<T> builder)
        where T : IResource => (Resource)(IResource)builder.Resource;

    private static IConfiguration Json(string directory, string file) =>
        new ConfigurationBuilder().SetBasePath(directory).AddJsonFile(file, optional: true).Build();
}
