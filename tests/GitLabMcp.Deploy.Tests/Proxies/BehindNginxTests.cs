using GitLabMcp.Deploy.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Proxies;

/// <summary>deploy/nginx/gitlab-mcp.conf, served by the real nginx.</summary>
[Collection(WithTwoEdges.Name)]
public sealed class BehindNginxTests(BehindNginxTests.Front front, TwoEdges deployment)
    : BehindProxyTests(front, "127.0.0.11", deployment),
        IClassFixture<BehindNginxTests.Front>
{
    [Fact]
    public async Task A_body_that_nginx_refuses_by_itself_gets_the_same_answer()
    {
        using var client = Deployment.NewClient(Address);
        AssertTooLarge(await client.PostAsync(ListOf(17 * MegaByte)));
    }

    public sealed class Front(TwoEdges deployment) : FrontProxyFixture("nginx", deployment);
}
