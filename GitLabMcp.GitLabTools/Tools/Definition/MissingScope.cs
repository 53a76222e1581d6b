namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>What a caller is told whose token is known to have the scope `read_api` and not `api`.</summary>
internal static class MissingScope
{
    public const string OnlyReadingTools = "reading tools only: the token has the scope read_api, and changing something needs api";

    /// <param name="what">`The tool create_issue`.</param>
    public static string Sentence(string what) =>
        $"{what} changes something in GitLab and needs a token with the scope api. This token has the scope read_api, which only reads, "
        + "so nothing was sent. Create a token with the scope api in GitLab (in the settings of the user, project or group: Access tokens) "
        + "and send it in place of this one.";
}
