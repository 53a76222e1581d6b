using GitLabMcp.Edge.Mcp;
using GitLabMcp.Edge.Relay;
using GitLabMcp.Testing;

namespace GitLabMcp.Edge.Tests;

/// <summary>The rooms of the Edge, from the outermost to the innermost: docs/architecture.md, Inside the Edge.</summary>
public sealed class NamespaceOrderTests
{
    /// <summary>EdgeApp and StartRules, at the root, put the rooms together and so come first; every room may read its settings.</summary>
    private static readonly string[] Rooms =
    [
        "GitLabMcp.Edge",
        "GitLabMcp.Edge.Pages",
        "GitLabMcp.Edge.Pages.Clients",
        "GitLabMcp.Edge.Monitoring",
        "GitLabMcp.Edge.OAuth",
        "GitLabMcp.Edge.Relay",
        "GitLabMcp.Edge.Admission",
        "GitLabMcp.Edge.Mcp.SdkWorkarounds",
        "GitLabMcp.Edge.Mcp",
        "GitLabMcp.Edge.Http",
        "GitLabMcp.Edge.EdgeSettings",
        "GitLabMcp.Edge.OAuthSettings",
        "GitLabMcp.Edge.OAuthMode",
    ];

    [Fact]
    public void A_room_uses_only_the_rooms_after_it() => Assert.Empty(new NamespaceOrder(Rooms).Violations(typeof(EdgeApp).Assembly));

    [Fact]
    public void A_use_against_the_order_names_both_types() =>
        Assert.Contains(
            $"{typeof(ToolCalls)} uses {typeof(CallContext)}",
            new NamespaceOrder([.. Rooms.Reverse()]).Violations(typeof(EdgeApp).Assembly)
        );
}
