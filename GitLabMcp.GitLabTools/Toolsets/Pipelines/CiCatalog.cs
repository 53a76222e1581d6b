namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The tools of the toolset ci that read the CI/CD catalog.</summary>
internal static class CiCatalog
{
    public static readonly IReadOnlyList<Tool> Tools =
    [
        Tool.Query<ListResources>(
            "list_ci_catalog_resources",
            "ciCatalogResources",
            "Find reusable components in the CI/CD catalog.",
            $$"""
            query ciCatalogResources(
              $search: String, $scope: CiCatalogResourceScope, $sort: CiCatalogResourceSort, $first: Int, $after: String
              $groupIds: [GroupID!] # newer
              $topics: [String!] # newer
              $verificationLevel: CiCatalogResourceVerificationLevel # newer
            ) {
              ciCatalogResources(
                search: $search, scope: $scope, sort: $sort, first: $first, after: $after
                groupIds: $groupIds # newer
                topics: $topics # newer
                verificationLevel: $verificationLevel # newer
              ) {
                count
                nodes { {{ListFields}} versions(first: 1) { nodes { name } } }
                pageInfo { hasNextPage endCursor }
              }
            }
            """
        ),
        Tool.Query<GetResource>(
                "get_ci_catalog_resource",
                "ciCatalogResource",
                "Get a CI/CD catalog resource: versions, components with inputs and include path.",
                $$"""
                query ciCatalogResource(
                  $id: CiCatalogResourceID, $fullPath: ID, $versionLimit: Int, $componentLimit: Int, $includeReadme: Boolean!
                  $componentName: [String!] # newer
                ) {
                  ciCatalogResource(id: $id, fullPath: $fullPath) {
                    {{ListFields}}
                    versions(first: $versionLimit) {
                      nodes {
                        name releasedAt readme @include(if: $includeReadme)
                        components(
                          first: $componentLimit
                          names: $componentName # newer
                        ) {
                          nodes { name includePath inputs { name type required default description regex } }
                          pageInfo { hasNextPage }
                        }
                      }
                    }
                  }
                }
                """
            )
            .GivingOneOf("id", "full_path"),
    ];

    private const string ListFields = "id name description webPath starCount last30DayUsageCount latestReleasedAt verificationLevel";

    private enum Scope
    {
        All,
        Namespaces,
    }

    private enum Sort
    {
        NameAsc,
        NameDesc,
        LatestReleasedAtAsc,
        LatestReleasedAtDesc,
        CreatedAsc,
        CreatedDesc,
        StarCountAsc,
        StarCountDesc,
        UsageCountAsc,
        UsageCountDesc,
    }

    private enum VerificationLevel
    {
        GitlabMaintained,
        GitlabPartnerMaintained,
        VerifiedCreatorMaintained,
        Unverified,
    }

    private sealed record ListResources(
        [Description("In name and description.")] string? Search = null,
        [Description("namespaces: only your groups'.")] Scope? Scope = null,
        [Description("Order.")] Sort? Sort = null,
        [Description("Group ids.")] [GlobalId("Group")] Id[]? GroupIds = null,
        [Description("With these topics.")] string[]? Topics = null,
        [Description("So verified.")] VerificationLevel? VerificationLevel = null,
        [Description("At most 100.")] [Range(1, 100)] int First = 20,
        [Description("Cursor of the answer before.")] string? After = null
    );

    private sealed record GetResource(
        [Description("Its id; or full_path.")] [GlobalId("Ci::Catalog::Resource")] Id? Id = null,
        [Description("Its project's path; or id.")] Id? FullPath = null,
        [Description("Newest first.")] [Range(1, 100)] int VersionLimit = 1,
        [Description("Of each version.")] [Range(1, 100)] int ComponentLimit = 20,
        [Description("Only this one.")] string? ComponentName = null,
        [Description("Also each README.")] bool IncludeReadme = false
    );
}
