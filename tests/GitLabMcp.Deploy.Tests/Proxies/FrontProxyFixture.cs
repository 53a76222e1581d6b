using GitLabMcp.Deploy.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Proxies;

/// <summary>One proxy for all tests of a class; none where the program is missing.</summary>
/// <param name="name">The program of the proxy.</param>
/// <param name="deployment">The Edges behind it.</param>
public abstract class FrontProxyFixture(string name, TwoEdges deployment) : IAsyncLifetime
{
    private FrontProxy? _proxy;

    /// <summary>Skips the test where the program is missing.</summary>
    internal FrontProxy Proxy
    {
        get
        {
            Assert.SkipWhen(_proxy is null, $"{name} is missing: ./dev setup installs it.");
            return _proxy!;
        }
    }

    public async ValueTask InitializeAsync() => _proxy = Programs.Has(name) ? await FrontProxy.StartAsync(name, deployment) : null;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }
    }
}
