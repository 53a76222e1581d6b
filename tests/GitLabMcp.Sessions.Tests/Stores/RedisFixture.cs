using GitLabMcp.Sessions.Tests.Stores;
using GitLabMcp.Testing;

[assembly: AssemblyFixture(typeof(RedisFixture))]

namespace GitLabMcp.Sessions.Tests.Stores;

/// <summary>One redis-server for all tests of this assembly.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private RedisServer? _server;

    public RedisServer Server => _server ?? throw new InvalidOperationException("The fixture has not started.");

    public async ValueTask InitializeAsync() => _server = await RedisServer.StartAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}
