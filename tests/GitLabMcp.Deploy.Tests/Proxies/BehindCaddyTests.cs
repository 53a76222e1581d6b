using GitLabMcp.Deploy.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Proxies;

/// <summary>deploy/caddy/Caddyfile, served by the real Caddy.</summary>
[Collection(WithTwoEdges.Name)]
public sealed class BehindCaddyTests(BehindCaddyTests.Front front, TwoEdges deployment)
    : BehindProxyTests(front, "127.0.0.12", deployment),
        IClassFixture<BehindCaddyTests.Front>
{
    public sealed class Front(TwoEdges deployment) : FrontProxyFixture("caddy", deployment);
}
