namespace Aspire.Hosting.Testing;

public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the AppHost's entry point up to its Build(), which is the test's to call.</summary>
    public static Task<DistributedApplicationBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => Task.FromResult(new TestedEntryPoint(typeof(TEntryPoint).Assembly, args).Run());
}

public static class DistributedApplicationHostingTestingExtensions
{
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string endpointName = "http") =>
        new() { BaseAddress = app.GetEndpoint(resourceName, endpointName) };

    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string endpointName = "http") =>
        new(app.Resource(resourceName).Endpoint(endpointName).Url);
}

/// <summary>An AppHost whose Build() hands its builder to a test instead.</summary>
internal sealed record TestedEntryPoint(Assembly Assembly, string[] Args)
{
    private static readonly AsyncLocal<TestedEntryPoint?> Running = new();

    public static TestedEntryPoint? Current => Running.Value;

    public DistributedApplicationBuilder Run()
    {
        Running.Value = this;
        try
        {
            var exitCode = Assembly.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Array.Empty<string>()], null);
            throw new DistributedApplicationException($"The AppHost ended before it was built, with exit code {exitCode}.");
        }
        catch (BuildIsTheTests built)
        {
            return built.Builder;
        }
    }

    public sealed class BuildIsTheTests(DistributedApplicationBuilder builder) : Exception
    {
        public DistributedApplicationBuilder Builder => builder;
    }
}
