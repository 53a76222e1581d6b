using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo;

namespace GitLabMcp.Fake.Routes;

internal static class GitLabRoutes
{
    public static RouteTable All()
    {
        var routes = new RouteTable();
        AddBasics(routes);
        return routes;
    }

    /// <summary>What only the demo has comes first: it knows threads and says more of some things.</summary>
    public static RouteTable OfDemo()
    {
        var routes = new RouteTable { Unknown = "404 the demo's GitLab does not have this" };
        IssueWorkRoutes.Add(routes);
        MergeRequestRoutes.Add(routes);
        MergeRequestWorkRoutes.Add(routes);
        SuggestionRoutes.Add(routes);
        ApprovalRoutes.Add(routes);
        DiscussionRoutes.Add(routes);
        RepositoryRoutes.Add(routes);
        CommitRoutes.Add(routes);
        CommitActionRoutes.Add(routes);
        ProtectionRoutes.Add(routes);
        SnippetRoutes.Add(routes);
        PipelineRoutes.Add(routes);
        OperationRoutes.Add(routes);
        AddBasics(routes);
        return routes;
    }

    private static void AddBasics(RouteTable routes)
    {
        UserRoutes.Add(routes);
        ProjectRoutes.Add(routes);
        NamespaceRoutes.Add(routes);
        GroupRoutes.Add(routes);
        MemberRoutes.Add(routes);
        PeopleRoutes.Add(routes);
        SearchRoutes.Add(routes);
        IssueRoutes.Add(routes);
        NoteRoutes.Add(routes);
        LabelRoutes.Add(routes);
        MilestoneRoutes.Add(routes);
        UploadRoutes.Add(routes);
    }
}
