namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Numbers the lines of a blame. GitLab gives the parts of a file one after the other, and does not say at which line a part
/// begins.</summary>
internal static class BlameLines
{
    /// <summary>Each part gets its lines as `12-15`, or `12` where it is one line.</summary>
    public static Task<GitLabReply> NumberedAsync(CallValues values, GitLabReply reply, CallerGitLab gitlab, CancellationToken ct) =>
        Task.FromResult(Numbered(reply, (int?)values["range_start"] ?? 1));

    private static GitLabReply Numbered(GitLabReply reply, int first)
    {
        if (reply is not GitLabAnswer answer || answer.TryList() is not { } parts)
        {
            return reply;
        }

        foreach (var part in parts.OfType<JsonObject>())
        {
            if (part["lines"] is not JsonArray { Count: > 0 and var count })
            {
                continue;
            }

            part["range"] = count == 1 ? $"{first}" : $"{first}-{first + count - 1}";
            first += count;
        }

        return answer.With(parts);
    }
}
