namespace GitLabMcp.GitLabTools.Toolsets;

internal static class DependencyProxy
{
    public static readonly Toolset Toolset = new(
        "dependency_proxy",
        "The dependency proxy of groups",
        Switch: null,
        [
            Tool.Query<GroupRef>(
                    "get_dependency_proxy_settings",
                    "group",
                    "Get a group's dependency proxy: on or off, image prefix, cache size.",
                    """
                    query dependencyProxySettings($groupId: ID!) {
                      group(fullPath: $groupId) {
                        fullPath dependencyProxySetting { enabled } dependencyProxyImagePrefix
                        dependencyProxyBlobCount dependencyProxyImageCount dependencyProxyTotalSize
                        dependencyProxyImageTtlPolicy { enabled ttl }
                      }
                    }
                    """
                )
                .After(FullPath.OfGroup),
            Tool.Query<ListBlobs>(
                    "list_dependency_proxy_blobs",
                    "group.dependencyProxyBlobs",
                    "List the layers in a group's dependency proxy cache.",
                    """
                    query dependencyProxyBlobs($groupId: ID!, $first: Int, $after: String) {
                      group(fullPath: $groupId) {
                        dependencyProxyBlobs(first: $first, after: $after) {
                          nodes { fileName size createdAt updatedAt }
                          pageInfo { hasNextPage endCursor }
                        }
                      }
                    }
                    """
                )
                .After(FullPath.OfGroup),
            Tool.Mutation<UpdateSettings>(
                    "update_dependency_proxy_settings",
                    Effect.Change,
                    "updateDependencyProxySettings.dependencyProxySetting",
                    "Switch a group's dependency proxy or set its Docker Hub credentials.",
                    """
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
                    """
                )
                .After(FullPath.OfGroup),
            Tool.Delete<GroupRef>(
                "purge_dependency_proxy_cache",
                "groups/{group_id}/dependency_proxy/cache",
                "Empty a group's dependency proxy cache, in the background."
            ),
        ]
    );

    private sealed record GroupRef([Description("Id or path.")] Id GroupId);

    private sealed record ListBlobs(
        [Description("Id or path.")] Id GroupId,
        [Description("At most 100.")] [Range(1, 100)] int First = 20,
        [Description("Cursor of the answer before.")] string? After = null
    );

    private sealed record UpdateSettings(
        [Description("Id or path.")] Id GroupId,
        [Description("On or off.")] bool? Enabled = null,
        [Description("Docker Hub user; empty removes it.")] string? Identity = null,
        [Description("Docker Hub password or token.")] string? Secret = null
    );
}
