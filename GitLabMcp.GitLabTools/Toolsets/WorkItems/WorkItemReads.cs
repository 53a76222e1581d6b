using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Reading one work item, and listing those of a project or group.</summary>
internal static partial class WorkItems
{
    private static async Task<ToolReply> GetAsync(WorkItemRef arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var (path, refusal) = await FullPath.OfAsync(arguments.ProjectId, gitlab, ct);
        return path is null ? refusal! : await GetAsync(path, arguments.Iid, gitlab, ct);
    }

    private static async Task<ToolReply> GetAsync(string path, Id iid, CallerGitLab gitlab, CancellationToken ct)
    {
        var newer = gitlab.QueryAsync(WorkItemDocuments.Newer, new() { ["projectId"] = path, ["iid"] = iid.Text }, ct);
        var item = await gitlab.QueryAsync(WorkItemDocuments.One, new() { ["projectId"] = path, ["iid"] = iid.Text }, ct);
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
            ("assigneeUsernames", GraphQLInput.List(WorkItemInput.Names(arguments.AssigneeUsernames))),
            ("labelName", GraphQLInput.List(arguments.LabelNames)),
            ("first", arguments.First),
            ("after", arguments.After)
        );
        if (arguments.ProjectId.Group is null)
        {
            var reply = await gitlab.QueryAsync(WorkItemDocuments.OfProject, variables, ct);
            if (reply is not GitLabRefusal { IsNotFound: true } || arguments.ProjectId.IsProject)
            {
                return WorkItemAnswer.Of(reply);
            }
        }

        if (arguments.IncludeDescendants is { } descendants)
        {
            variables["includeDescendants"] = descendants;
        }

        return WorkItemAnswer.Of(await gitlab.QueryAsync(WorkItemDocuments.OfGroup, variables, ct));
    }

    private static string Word(ItemType type) => ArgumentText.Of(type).ToUpperInvariant();
}
