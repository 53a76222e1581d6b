namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The rows of a list that a tool reads page by page.</summary>
/// <param name="Refusal">Why GitLab did not give a page; null when it gave all that were asked for.</param>
/// <param name="HasMore">There are more pages than were asked for.</param>
internal sealed record PagesOf(IReadOnlyList<JsonObject> Rows, ToolReply? Refusal, bool HasMore)
{
    private const int PerPage = 100;

    /// <param name="ask">Asks for a page of 100 rows.</param>
    public static async Task<PagesOf> ReadAsync(Func<int, Task<GitLabReply>> ask, int maxPages)
    {
        var rows = new List<JsonObject>();
        for (var page = 1; page <= maxPages; page++)
        {
            var reply = await ask(page);
            if (reply is not GitLabAnswer answer)
            {
                return new(rows, ToolReply.Of(reply), HasMore: true);
            }

            using (answer)
            {
                var some = answer.TryList() ?? [];
                rows.AddRange(some.OfType<JsonObject>());
                if (answer.NextPage is null && !(answer.IsPagingUnknown && some.Count >= PerPage))
                {
                    return new(rows, Refusal: null, HasMore: false);
                }
            }
        }

        return new(rows, Refusal: null, HasMore: true);
    }
}
