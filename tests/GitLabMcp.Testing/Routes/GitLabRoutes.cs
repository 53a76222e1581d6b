using GitLabMcp.Testing.Http;

namespace GitLabMcp.Testing.Routes;

internal static class GitLabRoutes
{
    public static RouteTable All()
    {
        var routes = new RouteTable();
        UserRoutes.Add(routes);
        ProjectRoutes.Add(routes);
        NamespaceRoutes.Add(routes);
        IssueRoutes.Add(routes);
        NoteRoutes.Add(routes);
        LabelRoutes.Add(routes);
        UploadRoutes.Add(routes);
        return routes;
    }
}
