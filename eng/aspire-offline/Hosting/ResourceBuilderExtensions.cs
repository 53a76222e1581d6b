namespace Aspire.Hosting;

/// <summary>Generated for each project that the AppHost references. <c>TargetPath</c>, what is started, is ours.</summary>
public interface IProjectMetadata
{
    string ProjectPath { get; }
    string TargetPath { get; }
}

public static class ResourceBuilderExtensions
{
    /// <summary>Endpoints come from Kestrel:Endpoints of its appsettings.json, or else from its first launch profile.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var project = new TProject();
        var directory = Path.GetDirectoryName(project.ProjectPath)!;
        var json = new ConfigurationBuilder()
            .SetBasePath(directory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile("Properties/launchSettings.json", optional: true)
            .Build();
        var resource = new ProjectResource(name) { Command = project.TargetPath, WorkingDirectory = directory };
        resource.Endpoints.AddRange(
            json.GetSection("Kestrel:Endpoints")
                .GetChildren()
                .Select(endpoint => new EndpointAnnotation(name, endpoint.Key, new Uri(endpoint["Url"]!).Port) { IsKestrels = true })
        );
        if (json.GetSection("profiles").GetChildren().FirstOrDefault()?["applicationUrl"] is { } url && !resource.HasKestrelEndpoints)
        {
            resource.Endpoints.Add(new(name, "http", new Uri(url).Port));
        }

        return builder.AddResource(resource);
    }

    public static IResourceBuilder<Resource> AddExecutable(
        this IDistributedApplicationBuilder builder,
        string name,
        string command,
        string workingDirectory,
        params string[] args
    ) =>
        builder
            .AddResource(new Resource(name) { Command = command, WorkingDirectory = workingDirectory })
            .WithArgs(context => Array.ForEach(args, context.Args.Add));

    public static IResourceBuilder<ConnectionStringResource> AddRedis(this IDistributedApplicationBuilder builder, string name) =>
        throw new DistributedApplicationException($"{name}: containers are run with the Aspire packages only (AspireSource=packages).");

    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder,
        string name,
        ReferenceExpression connectionStringExpression
    ) => builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));

    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder,
        string name
    ) => builder.AddConnectionString(name, new(() => builder.Configuration.GetConnectionString(name) ?? ""));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        GenerateParameterDefault value,
        bool secret = false
    ) => builder.AddResource(new ParameterResource(name, () => builder.Configuration[$"Parameters:{name}"] ?? value.GetDefaultValue()));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        string value,
        bool secret = false
    ) => builder.AddResource(new ParameterResource(name, () => value));

    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResourceWithConnectionString> source
    )
        where T : Resource =>
        builder.WithEnvironment($"ConnectionStrings__{source.Resource.Name}", ((ConnectionStringResource)source.Resource).Value);

    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<ProjectResource> source)
        where T : Resource
    {
        foreach (var endpoint in source.Resource.Endpoints)
        {
            var url = ReferenceExpression.Create($"{source.GetEndpoint(endpoint.Name)}");
            builder
                .WithEnvironment($"services__{source.Resource.Name}__{endpoint.Name}__0", url)
                .WithEnvironment(endpoint.Service.Replace('-', '_').ToUpperInvariant(), url);
        }

        return builder;
    }

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : Resource => builder.WithEnvironment(name, new ReferenceExpression(() => value ?? ""));

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string name,
        IResourceBuilder<ParameterResource> parameter
    )
        where T : Resource => builder.WithEnvironment(name, parameter.Resource.Value);

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : Resource => builder.Change(resource => resource.Environment[name] = value);

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, Action<CommandLineArgsCallbackContext> callback)
        where T : Resource => builder.Change(resource => resource.Args.Add(callback));

    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        string? scheme = null,
        string name = "tcp",
        string? env = null
    )
        where T : Resource => builder.Change(resource => resource.Endpoints.Add(new(resource.Name, name, port) { Env = env }));

    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        string endpointName,
        Action<EndpointAnnotation> callback
    )
        where T : Resource => builder.Change(resource => callback(resource.Endpoints.First(endpoint => endpoint.Name == endpointName)));

    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string name = "http",
        string? env = null
    )
        where T : Resource => builder.WithEndpoint(port, "http", name, env);

    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : Resource => builder;

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder,
        string path = "/",
        string endpointName = "http"
    )
        where T : Resource => builder.Change(resource => resource.HealthChecks.Add((endpointName, path)));

    public static IResourceBuilder<T> WithReplicas<T>(this IResourceBuilder<T> builder, int replicas)
        where T : Resource => builder.Change(resource => resource.Replicas = replicas);

    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : Resource => builder.Change(resource => resource.WaitsFor.Add(dependency.Resource));

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : Resource => builder.Resource.Endpoint(name);

    private static IResourceBuilder<T> Change<T>(this IResourceBuilder<T> builder, Action<T> change)
        where T : Resource
    {
        change(builder.Resource);
        return builder;
    }
}
