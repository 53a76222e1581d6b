namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Finds the number of a merge request that a call names by its source branch.</summary>
internal static class FindMergeRequest
{
    /// <summary>For tools with the arguments project_id, merge_request_iid and source_branch.</summary>
    public static Step ByBranch =>
        new(
            "merge_request_iid",
            async (values, gitlab, ct) =>
            {
                if (values["merge_request_iid"] is not null)
                {
                    return null;
                }

                if (values["source_branch"] is not GitRef branch)
                {
                    return ToolReply.Refuse("Give merge_request_iid, or source_branch to find it by.");
                }

                return await gitlab
                    .GetAsync($"projects/{values.Project}/merge_requests?source_branch={branch}", ct)
                    .ThenStepAsync(answer =>
                    {
                        var found =
                            answer.IsJson && answer.Json() is { ValueKind: JsonValueKind.Array } rows
                                ? rows.EnumerateArray().Where(row => row.TryGetProperty("iid"u8, out _)).ToList()
                                : [];
                        var open = found
                            .Where(row => row.TryGetProperty("state"u8, out var state) && state.ValueEquals("opened"u8))
                            .ToList();

                        // The call means the open merge request; when none is open, the newest, which GitLab lists first.
                        switch (open, found)
                        {
                            case ({ Count: > 1 }, _):
                                var numbers = string.Join(", ", open.Select(row => "!" + row.GetProperty("iid")));
                                return ToolReply.Refuse($"That branch has several open merge requests: {numbers}. Give merge_request_iid.");
                            case (_, []):
                                return ToolReply.Refuse(
                                    "No merge request comes from that branch. "
                                        + "Check its name with list_branches, or find the number with list_merge_requests."
                                );
                            default:
                                values["merge_request_iid"] = (open is [var only] ? only : found[0]).GetProperty("iid"u8).GetInt64();
                                return null;
                        }
                    });
            }
        );
}
