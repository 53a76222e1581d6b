using System.Collections.Frozen;

namespace GitLabMcp.GitLabTools.Catalogue;

/// <summary>Names that tools had before, or have in GitLab's own MCP server. Calls and selections may use them; lists never have
/// them.</summary>
internal static class Aliases
{
    public static readonly FrozenDictionary<string, string> Table = new Dictionary<string, string>
    {
        ["get_merge_request_pipelines"] = "list_merge_request_pipelines",
        ["get_pipeline_jobs"] = "list_pipeline_jobs",
        ["search_labels"] = "list_labels",
        ["search_code"] = "search",
        ["search_group_code"] = "search",
        ["create_workitem_note"] = "create_work_item_note",
        ["get_workitem_notes"] = "list_work_item_notes",
    }.ToFrozenDictionary();

    /// <summary>The name that the tool has now.</summary>
    public static string Current(string name) => Table.GetValueOrDefault(name, name);
}
