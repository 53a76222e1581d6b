using GitLabMcp.Fake.Http;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>The cache of the dependency proxy, which GraphQL shows and REST empties.</summary>
internal static class DependencyProxyRoutes
{
    public static void Add(RouteTable routes) =>
        routes.Delete(
            "groups/:group/dependency_proxy/cache",
            call =>
                GroupRoutes.With(
                    call,
                    _ =>
                    {
                        call.World.DocumentsOf("dependencyProxyBlobs").Clear();
                        return new Answer(202, [], null);
                    }
                )
        );
}
