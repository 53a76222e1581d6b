using GitLabMcp.Faults.Checks;
using GitLabMcp.Faults.Clients;
using GitLabMcp.Faults.History;
using GitLabMcp.Faults.Hosting;

namespace GitLabMcp.Faults.Tests;

/// <summary>A test of one fault, in the deployment that all of them share.</summary>
public abstract class FaultTest(SharedDeployment shared)
{
    /// <summary>Requests before, during and after a fault: enough for every kind of them, few enough for a slow machine.</summary>
    protected const int Some = 100;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected Task<Deployment> WellAsync() => shared.ResetAsync();

    /// <summary>No invariant is broken.</summary>
    protected static void AssertHolds(Deployment deployment)
    {
        var violations = deployment.Check();
        Assert.True(violations.Count == 0, string.Join('\n', violations.Take(10)));
    }

    /// <summary>No user noticed anything.</summary>
    protected static void AssertNobodyNoticed(Deployment deployment)
    {
        AssertHolds(deployment);
        AssertNone(Noticed(deployment));
    }

    /// <summary>Requests that failed. Where Redis is not the subject, an id alone may be told that the store is away: a call of it is given
    /// up after 250 ms, and a machine with other work is slower than that now and then.</summary>
    protected static IEnumerable<Call> Noticed(Deployment deployment) =>
        Outcomes
            .Failed(deployment.History)
            .Where(call =>
                !(call is { Status: 503, RetryAfter: >= 1 } && call.Problem.Contains("Session store unavailable", StringComparison.Ordinal))
            );

    protected static void AssertNone(IEnumerable<Call> failed)
    {
        var all = failed.ToArray();
        Assert.True(all.Length == 0, $"{all.Length} failed, the first ones: {string.Join('\n', all.Take(5))}");
    }

    /// <summary>A user outside of the load.</summary>
    protected static Caller NewCaller(Deployment deployment, Balancer balancer, string user) =>
        new(user, balancer, deployment.GitLab, () => deployment.History);
}
