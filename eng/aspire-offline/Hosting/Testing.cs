using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Testing;

public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the AppHost's entry point up to its Build(), which is the test's to call.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => TestedEntryPoint.RunAsync(new(typeof(TEntryPoint).Assembly, args));

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);
}

public interface IDistributedApplicationTestingBuilder : IAsyncDisposable
{
    ConfigurationManager Configuration { get; }
    IReadOnlyList<IResource> Resources { get; }
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}

public static class DistributedApplicationHostingTestingExtensions
{
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        new() { BaseAddress = app.GetEndpoint(resourceName, endpointName) };

    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        new(new EndpointReference(app.Resources.First(resource => resource.Name == resourceName), endpointName ?? "http").Url);
}

/// <summary>An AppHost whose Build() hands its builder to a test instead.</summary>
internal sealed record TestedEntryPoint(Assembly Assembly, string[] Args)
{
    private static readonly AsyncLocal<TestedEntryPoint?> Running = new();

    public static TestedEntryPoint? Current => Running.Value;

    public static async Task<IDistributedApplicationTestingBuilder> RunAsync(TestedEntryPoint test)
    {
        Running.Value = test;
        try
        {
            var ended = test.Assembly.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Array.Empty<string>()], null);
            throw new DistributedApplicationException($"The AppHost ended before it was built, with exit code {(ended is Task<int> task ? await task : ended)}.");
        }
        catch (BuildIsTheTests built)
        {
            return new Builder(built.Builder);
        }
    }

    public sealed class BuildIsTheTests(IDistributedApplicationBuilder builder) : Exception
    {
        public IDistributedApplicationBuilder Builder { get; } = builder;
    }

    private sealed class Builder(IDistributedApplicationBuilder builder) : IDistributedApplicationTestingBuilder
    {
        public ConfigurationManager Configuration => builder.Configuration;
        public IReadOnlyList<IResource> Resources => builder.Resources;
        public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) => Task.FromResult(new DistributedApplication(builder));
        public ValueTask DisposeAsync() => default;
    }
}
