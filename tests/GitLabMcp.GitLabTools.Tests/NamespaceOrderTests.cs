using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Tools.Calling;
using GitLabMcp.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The rooms of GitLabTools, from the outermost to the innermost.</summary>
public sealed class NamespaceOrderTests
{
    /// <summary>The app and the service, at the root, put the rooms together and so come first. Contract is what the proto makes.</summary>
    private static readonly string[] Rooms =
    [
        "GitLabMcp.GitLabTools",
        "GitLabMcp.GitLabTools.Completions",
        "GitLabMcp.GitLabTools.Prompts",
        "GitLabMcp.GitLabTools.Resources",
        "GitLabMcp.GitLabTools.Catalogue",
        "GitLabMcp.GitLabTools.Toolsets",
        "GitLabMcp.GitLabTools.OperatorSettings",
        "GitLabMcp.GitLabTools.Tools.Calling",
        "GitLabMcp.GitLabTools.Tools.Answers",
        "GitLabMcp.GitLabTools.Tools.Arguments",
        "GitLabMcp.GitLabTools.QuickActions",
        "GitLabMcp.GitLabTools.Tools.Definition",
        "GitLabMcp.GitLabTools.Confirmation",
        "GitLabMcp.GitLabTools.GraphQL",
        "GitLabMcp.GitLabTools.Identity",
        "GitLabMcp.GitLabTools.OAuth",
        "GitLabMcp.GitLabTools.GitLab",
        "GitLabMcp.GitLabTools.Json",
        "GitLabMcp.GitLabTools.Ranking",
        "GitLabMcp.GitLabTools.Suggestions",
        "GitLabMcp.GitLabTools.Contract",
    ];

    [Fact]
    public void A_room_uses_only_the_rooms_after_it() =>
        Assert.Empty(new NamespaceOrder(Rooms).Violations(typeof(GitLabToolsApp).Assembly));

    [Fact]
    public void A_use_against_the_order_names_both_types() =>
        Assert.Contains(
            $"{typeof(ToolCatalogue)} uses {typeof(BoundTool)}",
            new NamespaceOrder([.. Rooms.Reverse()]).Violations(typeof(GitLabToolsApp).Assembly)
        );
}
