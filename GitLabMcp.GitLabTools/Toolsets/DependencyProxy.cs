using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class DependencyProxy
{
    public static readonly Toolset Toolset = new("dependency_proxy", "The dependency proxy of groups", Switch: null,
    [
        Tool.Query<GroupRef>("get_dependency_proxy_settings", "group", "Get a group's dependency proxy: whether it is on, its image prefix, and what its cache holds.", """
            query dependencyProxySettings($groupId: ID!) {
              group(fullPath: $groupId) {
                fullPath dependencyProxySetting { enabled } dependencyProxyImagePrefix
                dependencyProxyBlobCount dependencyProxyImageCount dependencyProxyTotalSize
                dependencyProxyImageTtlPolicy { enabled ttl }
              }
            }
            """).After(FullPath.OfGroup),
        Tool.Query<ListBlobs>("list_dependency_proxy_blobs", "group.dependencyProxyBlobs", "List the image layers in a group's dependency proxy cache.", """
            query dependencyProxyBlobs($groupId: ID!, $first: Int, $after: String) {
              group(fullPath: $groupId) {
                dependencyProxyBlobs(first: $first, after: $after) { nodes { fileName size createdAt updatedAt } pageInfo { hasNextPage endCursor } }
              }
            }
            """).After(FullPath.OfGroup),
        Tool.Mutation<UpdateSettings>("update_dependency_proxy_settings", Access.Write, "updateDependencyProxySettings.dependencyProxySetting", "Switch a group's dependency proxy on or off, or set its Docker Hub credentials.", """
            mutation updateDependencyProxySettings(
              $groupId: ID!
              $enabled: Boolean # newer
              $identity: String # newer
              $secret: String # newer
            ) {
              updateDependencyProxySettings(input: {
                groupPath: $groupId
                enabled: $enabled # newer
                identity: $identity # newer
                secret: $secret # newer
              }) { errors dependencyProxySetting { enabled } }
            }
            """).After(FullPath.OfGroup),
        Tool.Delete<GroupRef>("purge_dependency_proxy_cache", "groups/{group_id}/dependency_proxy/cache", "Empty a group's dependency proxy cache; GitLab does it in the background."),
    ]);

    private sealed record GroupRef([Description("Group number or full path.")] Id GroupId);

    private sealed record ListBlobs(
        [Description("Group number or full path.")] Id GroupId,
        [Description("How many, at most 100.")][Range(1, 100)] int First = 20,
        [Description("Go on after the cursor of the answer before.")] string? After = null);

    private sealed record UpdateSettings(
        [Description("Group number or full path.")] Id GroupId,
        [Description("Whether the proxy is on.")] bool? Enabled = null,
        [Description("Docker Hub user name, or an empty text to remove it.")] string? Identity = null,
        [Description("Docker Hub password or token for identity.")] string? Secret = null);
}
