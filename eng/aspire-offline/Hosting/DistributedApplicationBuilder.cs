namespace Aspire.Hosting;

public sealed class DistributedApplicationException(string message) : Exception(message);

public sealed record DistributedApplicationExecutionContext(bool IsPublishMode, bool IsRunMode);

public interface IDistributedApplicationBuilder
{
    ConfigurationManager Configuration { get; }
    DistributedApplicationExecutionContext ExecutionContext { get; }
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : Resource;
    DistributedApplication Build();
}

public sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly TestedEntryPoint? _test = TestedEntryPoint.Current;

    internal DistributedApplicationBuilder(string[] args)
    {
        Configuration.AddEnvironmentVariables().AddCommandLine([.. args, .. _test?.Args ?? []]);
        var isPublish = Configuration["publisher"] is not null || Configuration["operation"] == "publish";
        ExecutionContext = new(isPublish, !isPublish);
    }

    public ConfigurationManager Configuration { get; } = new();
    public DistributedApplicationExecutionContext ExecutionContext { get; }
    internal List<Resource> Resources { get; } = [];
    internal bool IsTesting => _test is not null;

    public DistributedApplication Build() => _test is null ? new(this) : throw new TestedEntryPoint.BuildIsTheTests(this);

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(new DistributedApplication(this));

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : Resource
    {
        Resources.Add(resource);
        return new ResourceBuilder<T>(resource);
    }

    /// <summary>A program that the Aspire CLI unpacked.</summary>
    internal string Tool(string path)
    {
        var folder = (_test?.Assembly ?? Assembly.GetEntryAssembly()!)
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "AspireTools")
            .Value!;
        return Directory.Exists(folder)
            ? Path.Combine(Directory.EnumerateDirectories(folder).First(), path)
            : throw new DistributedApplicationException("Aspire's orchestrator and dashboard are missing: ./dev setup fetches them.");
    }

    private sealed record ResourceBuilder<T>(T Resource) : IResourceBuilder<T>
        where T : Resource;
}
