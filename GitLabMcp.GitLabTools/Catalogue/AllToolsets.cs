using GitLabMcp.GitLabTools.Toolsets;

namespace GitLabMcp.GitLabTools.Catalogue;

/// <summary>All toolsets, in the order in which their tools are listed.</summary>
internal static class AllToolsets
{
    public static readonly IReadOnlyList<Toolset> List =
    [
        Discovery.Toolset,
        Projects.Toolset,
        Groups.Toolset,
        Issues.Toolset,
        WorkItems.Toolset,
        MergeRequests.Toolset,
        Branches.Toolset,
        Repositories.Toolset,
        Snippets.Toolset,
        Tags.Toolset,
        Releases.Toolset,
        Packages.Toolset,
        CodeSearch.Toolset,
        Labels.Toolset,
        Users.Toolset,
        Members.Toolset,
        Pipelines.Toolset,
        Ci.Toolset,
        Milestones.Toolset,
        Variables.Toolset,
        Webhooks.Toolset,
        Wiki.Toolset,
        Vulnerabilities.Toolset,
        DependencyProxy.Toolset,
        Orbit.Toolset,
        AnyGraphQL.Toolset,
    ];
}
