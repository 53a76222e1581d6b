namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>A merge request is a draft when its title starts with `Draft:`; GitLab has no other argument for it.</summary>
internal static class DraftTitle
{
    private static readonly string[] Marks = ["draft:", "[draft]", "(draft)", "wip:", "[wip]"];

    /// <summary>For a new merge request.</summary>
    public static Step OfNew =>
        new(
            "title",
            (values, _, _) =>
            {
                if (values["draft"] is true)
                {
                    values["title"] = Marked((string)values["title"]!, draft: true);
                }

                return Task.FromResult<ToolReply?>(null);
            }
        );

    /// <summary>For a change: the title is read first, unless the call gives a new one.</summary>
    public static Step OfExisting =>
        new(
            "title",
            async (values, gitlab, ct) =>
            {
                if (values["draft"] is not bool draft)
                {
                    return null;
                }

                if (values["title"] is string given)
                {
                    values["title"] = Marked(given, draft);
                    return null;
                }

                return await gitlab
                    .GetAsync($"projects/{values.Project}/merge_requests/{(long)values["merge_request_iid"]!}", ct)
                    .ThenStepAsync(answer =>
                    {
                        var title = answer.IsJson && answer.Json().TryGetProperty("title"u8, out var text) ? text.ToString() : "";
                        if (title.Length == 0)
                        {
                            return ToolReply.Refuse("GitLab did not say the title, which is where a draft is marked. Give title too.");
                        }

                        values["title"] = Marked(title, draft);
                        return null;
                    });
            }
        );

    private static string Marked(string title, bool draft)
    {
        while (Array.Find(Marks, mark => title.StartsWith(mark, StringComparison.OrdinalIgnoreCase)) is { } mark)
        {
            title = title[mark.Length..].TrimStart();
        }

        return draft ? "Draft: " + title : title;
    }
}
