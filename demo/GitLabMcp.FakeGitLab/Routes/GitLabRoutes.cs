using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo;
using GitLabMcp.Fake.Routes.Demo.Collections;
using GitLabMcp.Fake.World;

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
        var routes = new RouteTable { Unknown = "404 the demo's GitLab does not have this", Before = FakePipelines.Advance };
        IssueWorkRoutes.Add(routes);
        ProjectListRoutes.Add(routes);
        ActivityRoutes.Add(routes);
        MergeRequestRoutes.Add(routes);
        MergeRequestWorkRoutes.Add(routes);
        SuggestionRoutes.Add(routes);
        MergeRequestDetailRoutes.Add(routes);
        ApprovalRoutes.Add(routes);
        DiscussionRoutes.Add(routes);
        RepositoryRoutes.Add(routes);
        CommitRoutes.Add(routes);
        CommitActionRoutes.Add(routes);
        HistoryRoutes.Add(routes);
        ReleaseRoutes.Add(routes);
        ProtectionRoutes.Add(routes);
        SnippetRoutes.Add(routes);
        PipelineRoutes.Add(routes);
        PipelineWorkRoutes.Add(routes);
        ArtifactRoutes.Add(routes);
        RunnerRoutes.Add(routes);
        TemplateRoutes.Add(routes);
        CiLintRoutes.Add(routes);
        OrbitRoutes.Add(routes);
        DeploymentRoutes.Add(routes);
        EnvironmentRoutes.Add(routes);
        MergeTrainRoutes.Add(routes);
        TransferRoutes.Add(routes);
        DependencyProxyRoutes.Add(routes);
        MilestoneWorkRoutes.Add(routes);
        TimeRoutes.Add(routes);
        ProjectLifeRoutes.Add(routes);
        AutomationRoutes.Add(routes);
        CollectionRoutes.Add(routes);
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
