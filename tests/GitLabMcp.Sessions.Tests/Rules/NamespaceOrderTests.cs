using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Store;
using GitLabMcp.Testing;

namespace GitLabMcp.Sessions.Tests.Rules;

/// <summary>The rooms of Sessions, from the outermost to the innermost: docs/architecture.md, Inside Sessions.</summary>
public sealed class NamespaceOrderTests
{
    /// <summary>The app and the service, at the root, put the rooms together and so come first; every room may read the settings.
    /// Contract is what the proto makes.</summary>
    private static readonly string[] Rooms =
    [
        "GitLabMcp.Sessions",
        "GitLabMcp.Sessions.Reporting",
        "GitLabMcp.Sessions.Admission",
        "GitLabMcp.Sessions.Cancellation",
        "GitLabMcp.Sessions.GitLabWaits",
        "GitLabMcp.Sessions.Store",
        "GitLabMcp.Sessions.Settings",
        "GitLabMcp.Sessions.MinuteLimit",
        "GitLabMcp.Sessions.Cryptography",
        "GitLabMcp.Sessions.Contract",
    ];

    [Fact]
    public void A_room_uses_only_the_rooms_after_it() => Assert.Empty(new NamespaceOrder(Rooms).Violations(typeof(SessionsApp).Assembly));

    [Fact]
    public void A_use_against_the_order_names_both_types() =>
        Assert.Contains(
            $"{typeof(SessionAdmission)} uses {typeof(ISessionStore)}",
            new NamespaceOrder([.. Rooms.Reverse()]).Violations(typeof(SessionsApp).Assembly)
        );
}
