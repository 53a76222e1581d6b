using GitLabMcp.Faults.Hosting;

[assembly: AssemblyFixture(typeof(GitLabMcp.Faults.Tests.SharedDeployment))]

namespace GitLabMcp.Faults.Tests;

/// <summary>One deployment for all tests, because its processes take seconds to start. Each test begins with all of it well.</summary>
public sealed class SharedDeployment : IAsyncDisposable
{
    private Deployment? _deployment;

    /// <summary>Everything runs with the usual settings, and nothing is disturbed.</summary>
    public async Task<Deployment> ResetAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        _deployment ??= await Deployment.StartAsync(new DeploymentOptions(), ct);
        await _deployment.ResetAsync(ct);
        return _deployment;
    }

    public ValueTask DisposeAsync() => _deployment?.DisposeAsync() ?? ValueTask.CompletedTask;
}
