using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The CI/CD catalog's part of the toolset ci.</summary>
internal static class CiCatalog
{
    public static readonly IReadOnlyList<Tool> Tools =
    [
        Tool.Query<ListResources>("list_ci_catalog_resources", "ciCatalogResources", "Find reusable CI/CD components in the instance's catalog.", $$"""
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
                nodes { {{Row}} versions(first: 1) { nodes { name } } }
                pageInfo { hasNextPage endCursor }
              }
            }
            """),
        Tool.Query<GetResource>("get_ci_catalog_resource", "ciCatalogResource", "Get a resource of the CI/CD catalog: its versions, and each component with its inputs and how to include it.", $$"""
            query ciCatalogResource(
              $id: CiCatalogResourceID, $fullPath: ID, $versionLimit: Int, $componentLimit: Int, $includeReadme: Boolean!
              $componentName: [String!] # newer
            ) {
              ciCatalogResource(id: $id, fullPath: $fullPath) {
                {{Row}}
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
            """).GivingOneOf("id", "full_path"),
    ];

    private const string Row = "id name description webPath starCount last30DayUsageCount latestReleasedAt verificationLevel";

    private enum Scope { All, Namespaces }

    private enum Sort { NameAsc, NameDesc, LatestReleasedAtAsc, LatestReleasedAtDesc, CreatedAsc, CreatedDesc, StarCountAsc, StarCountDesc, UsageCountAsc, UsageCountDesc }

    private enum VerificationLevel { GitlabMaintained, GitlabPartnerMaintained, VerifiedCreatorMaintained, Unverified }

    private sealed record ListResources(
        [Description("Words in name or description.")] string? Search = null,
        [Description("namespaces: only of the user's own groups.")] Scope? Scope = null,
        [Description("Order.")] Sort? Sort = null,
        [Description("Only of these group numbers.")][GlobalId("Group")] Id[]? GroupIds = null,
        [Description("Only with these topics.")] string[]? Topics = null,
        [Description("Only so verified.")] VerificationLevel? VerificationLevel = null,
        [Description("How many, at most 100.")][Range(1, 100)] int First = 20,
        [Description("Go on after the cursor of the answer before.")] string? After = null);

    private sealed record GetResource(
        [Description("Number of the resource.")][GlobalId("Ci::Catalog::Resource")] Id? Id = null,
        [Description("Full path of its project, in place of id.")] Id? FullPath = null,
        [Description("How many versions, newest first.")][Range(1, 100)] int VersionLimit = 1,
        [Description("How many components of each version.")][Range(1, 100)] int ComponentLimit = 20,
        [Description("Only the component of this name.")] string? ComponentName = null,
        [Description("With the README of each version.")] bool IncludeReadme = false);
}
