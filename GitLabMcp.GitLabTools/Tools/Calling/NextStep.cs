using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>Names the tool that goes on where a call found nothing or may not do something, if this request may use that tool.</summary>
internal static class NextStep
{
    // They say where, in what order or with what, and so leave nothing out.
    private static readonly string[] NoFilters = ["order_by", "sort", "scope", "in", "search_in", "recursive", "render_html"];

    // GitLab refuses to merge without saying why.
    private static readonly string[] Merging = ["merge_merge_request", "add_to_merge_train"];

    public static ToolReply AddTo(ToolReply reply, BoundTool tool, CallValues values, IReachableTools tools) =>
        reply switch
        {
            ToolReply.Refused refused when Sentence(refused, tool, values, tools) is { } sentence => refused with
            {
                Sentence = $"{refused.Sentence} {sentence}",
            },
            ToolReply.Text text
                when tool.Tool.IsPaged && values.Framework is { Page: 1, Cursor: null } && Note(text.Content, tool, values) is { } note =>
                text with
                {
                    Content = note,
                },
            _ => reply,
        };

    private static string? Sentence(ToolReply.Refused refused, BoundTool tool, CallValues values, IReachableTools tools)
    {
        if (refused.Status == 403)
        {
            var members =
                values.Find(ArgumentNames.Project) is not null ? "list_project_members"
                : values.Find(ArgumentNames.Group) is not null ? "list_group_members"
                : null;
            return members is not null && refused.MissingScope is null && IsUsable(members, tool, tools)
                    ? $"{members} shows who has which role there."
                : refused.MissingScope is not null && IsUsable("whoami", tool, tools) ? "whoami shows the scopes that the token has."
                : null;
        }

        if (refused.Status is 405 or 422 && Array.IndexOf(Merging, tool.Tool.Name) >= 0 && IsUsable("get_merge_request", tool, tools))
        {
            return "get_merge_request says in merge_blockers what is in the way.";
        }

        var finder =
            refused.Reason == ErrorBody.Page ? null
            : Finders.ByReason.FirstOrDefault(one => refused.Reason.Contains(one.Said, StringComparison.OrdinalIgnoreCase))
                is { Arguments: { } named }
                ? Finders.Of(named.FirstOrDefault(name => values.Find(name) is not null) ?? named[0], tool.Tool.Name)
            : refused.IsNotFound ? OfLastNamed(tool, values)
            : null;
        return finder is not null && IsUsable(finder.Tool, tool, tools) ? $"Find the {finder.Noun} with {finder.Tool}." : null;
    }

    /// <summary>A path leads from the owner to the thing itself, so the last argument that fills it is what was not there. Other tools have
    /// what they need in the same order.</summary>
    private static Finder? OfLastNamed(BoundTool tool, CallValues values) =>
        tool
            .Arguments.Arguments.Where(argument =>
                values.Find(argument.Name) is not null
                && (tool.Rest is { } rest ? rest.IsInPath(argument.Name) : argument.IsListedAsRequired)
            )
            .Select(argument => Finders.Of(NameOf(argument.Name, values), tool.Tool.Name))
            .LastOrDefault(finder => finder is not null);

    /// <summary>`noteable_iid` is the number of an issue or of a merge request.</summary>
    private static string NameOf(string argument, CallValues values) =>
        argument != "noteable_iid" ? argument
        : values.Find("noteable_type")?.ToString() == "MergeRequest" ? "merge_request_iid"
        : "issue_iid";

    /// <summary>A list without entries, with the filters that may have left them out; null for every other answer.</summary>
    private static string? Note(string content, BoundTool tool, CallValues values)
    {
        if (!content.StartsWith("{\"items\":[]", StringComparison.Ordinal) || content.Contains("\"note\":", StringComparison.Ordinal))
        {
            return null;
        }

        var filters = tool
            .Arguments.Arguments.Where(argument => IsFilter(argument, tool, values))
            .Select(argument => argument.Name)
            .ToList();
        return filters.Count == 0
            ? null
            : $"{content[..^1]},\"note\":\"Nothing was found with {string.Join(", ", filters)}. "
                + $"There may be more without {(filters.Count == 1 ? "it" : "some of them")}.\"}}";
    }

    private static bool IsFilter(ToolArgument argument, BoundTool tool, CallValues values) =>
        values.Find(argument.Name) is { } value
        && !value.Equals(argument.Default)
        && argument is { IsSent: true, IsListedAsRequired: false }
        && argument.Type != typeof(ProjectId)
        && !ArgumentNames.Common.Contains(argument.Name)
        && tool.Rest?.IsInPath(argument.Name) != true
        && Array.IndexOf(NoFilters, argument.Name) < 0
        && !argument.Name.StartsWith("include_", StringComparison.Ordinal)
        && !argument.Name.StartsWith("with_", StringComparison.Ordinal);

    private static bool IsUsable(string name, BoundTool tool, IReachableTools tools) =>
        name != tool.Tool.Name && !tools.IsDenied(name) && tools.Find(name) is ToolSearch<OfferedTool>.Found;
}
