using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.Tools.Arguments;
using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class WorkItems
{
    private static readonly GraphQLDocument Item = new(
        $$"""
        query workItem($projectId: ID!, $iid: String!) {
          namespace(fullPath: $projectId) {
            workItem(iid: $iid) {
        {{WholeSelection}}
            }
          }
        }
        """,
        "namespace.workItem"
    );

    private static readonly GraphQLDocument NewerOfItem = new(
        $$"""
        query workItemNewer($projectId: ID!, $iid: String!) {
          namespace(fullPath: $projectId) {
            workItem(iid: $iid) {
              id
              widgets {
                __typename
        {{NewerWidgets}}
              }
            }
          }
        }
        """,
        "namespace.workItem"
    );

    // Not every GitLab lists the work items of a namespace.
    private static readonly GraphQLDocument OfProject = Items("project", declared: "", passed: "");

    private static readonly GraphQLDocument OfGroup = Items(
        "group",
        declared: "$includeDescendants: Boolean",
        passed: "includeDescendants: $includeDescendants"
    );

    private static async Task<ToolReply> GetAsync(WorkItemRef arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var (path, refusal) = await FullPath.OfAsync(arguments.ProjectId, gitlab, ct);
        return path is null ? refusal! : await GetAsync(path, arguments.Iid, gitlab, ct);
    }

    private static async Task<ToolReply> GetAsync(string path, Id iid, CallerGitLab gitlab, CancellationToken ct)
    {
        var newer = gitlab.QueryAsync(NewerOfItem, new() { ["projectId"] = path, ["iid"] = iid.Text }, ct);
        var item = await gitlab.QueryAsync(Item, new() { ["projectId"] = path, ["iid"] = iid.Text }, ct);
        return WorkItemAnswer.Of(item, await newer);
    }

    private static async Task<ToolReply> ListAsync(ListWorkItems arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var (path, refusal) = await FullPath.OfAsync(arguments.ProjectId, gitlab, ct);
        if (path is null)
        {
            return refusal!;
        }

        var variables = GraphQLInput.Of(
            ("projectId", path),
            ("types", GraphQLInput.List(arguments.Types?.Select(Word))),
            ("state", arguments.State is { } state ? ArgumentText.Of(state) : null),
            ("search", arguments.Search),
            ("assigneeUsernames", GraphQLInput.List(arguments.AssigneeUsernames)),
            ("labelName", GraphQLInput.List(arguments.LabelNames)),
            ("first", arguments.First),
            ("after", arguments.After)
        );
        var reply = await gitlab.QueryAsync(OfProject, variables, ct);
        if (reply is GitLabRefusal { IsNotFound: true } && !arguments.ProjectId.IsChecked)
        {
            if (arguments.IncludeDescendants is { } descendants)
            {
                variables["includeDescendants"] = descendants;
            }

            reply = await gitlab.QueryAsync(OfGroup, variables, ct);
        }

        return WorkItemAnswer.Of(reply);
    }

    private static string Word(ItemType type) => ArgumentText.Of(type).ToUpperInvariant();

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
            {{RowSelection}}
                  }
                  pageInfo { hasNextPage endCursor }
                }
              }
            }
            """,
            owner + ".workItems"
        );
}
