using GitLabMcp.GitLabTools.GraphQL;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The GraphQL documents that read and change work items.</summary>
internal static class WorkItemDocuments
{
    public static readonly GraphQLDocument One = new(
        $$"""
        query workItem($projectId: ID!, $iid: String!) {
          namespace(fullPath: $projectId) {
            workItem(iid: $iid) {
        {{WorkItemFields.DetailSelection}}
            }
          }
        }
        """,
        "namespace.workItem"
    );

    public static readonly GraphQLDocument Newer = new(
        $$"""
        query workItemNewer($projectId: ID!, $iid: String!) {
          namespace(fullPath: $projectId) {
            workItem(iid: $iid) {
              id
              widgets {
                __typename
        {{WorkItemFields.NewerWidgets}}
              }
            }
          }
        }
        """,
        "namespace.workItem"
    );

    // Not every GitLab can list the work items of a namespace, so there is one document for projects and one for groups.
    public static readonly GraphQLDocument OfProject = Items("project", declared: "", passed: "");

    public static readonly GraphQLDocument OfGroup = Items(
        "group",
        declared: "$includeDescendants: Boolean",
        passed: "includeDescendants: $includeDescendants"
    );

    /// <summary>A mutation that answers with the changed work item.</summary>
    public static GraphQLDocument Change(string mutation, string input) =>
        new(
            $$"""
            mutation {{mutation}}($input: {{input}}!) {
              {{mutation}}(input: $input) {
                errors
                workItem {
            {{WorkItemFields.DetailSelection}}
                }
              }
            }
            """,
            mutation + ".workItem"
        );

    /// <summary>A mutation that answers with errors only.</summary>
    public static GraphQLDocument Bare(string mutation, string input) =>
        new($"mutation {mutation}($input: {input}!) {{ {mutation}(input: $input) {{ errors }} }}", mutation);

    private static GraphQLDocument Items(string owner, string declared, string passed) =>
        new(
            $$"""
            query {{owner}}WorkItems(
              $projectId: ID!, $types: [IssueType!], $state: IssuableState, $search: String
              $assigneeUsernames: [String!], $labelName: [String!], $first: Int, $after: String {{declared}}
            ) {
              {{owner}}(fullPath: $projectId) {
                workItems(
                  types: $types, state: $state, search: $search
                  assigneeUsernames: $assigneeUsernames, labelName: $labelName, first: $first, after: $after {{passed}}
                ) {
                  count
                  nodes {
            {{WorkItemFields.ListSelection}}
                  }
                  pageInfo { hasNextPage endCursor }
                }
              }
            }
            """,
            owner + ".workItems"
        );
}
