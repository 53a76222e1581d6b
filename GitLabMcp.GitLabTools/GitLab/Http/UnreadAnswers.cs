namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>The refusals for successful answers that were not read. The request itself was carried out.</summary>
internal static class UnreadAnswers
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    public static GitLabRefusal Of(ReadingEnd end, GitLabRequest request) =>
        end == ReadingEnd.TooLarge
            ? new(
                0,
                "GitLab's answer is larger than 16 MiB and was not read. "
                    + (request.IsRead ? "Ask for less: a smaller page, a narrower search, one file." : WhatHappened(request)),
                Retry.Never
            )
            {
                IsTooLarge = true,
            }
        : request.IsRead
            ? new(
                0,
                "The answers of GitLab that are under way leave no room for this one, so it was not read. "
                    + "Try again in 5 seconds, with fewer calls at a time or a smaller page.",
                Retry.After(Wait)
            )
        : new(
            0,
            "The answers of GitLab that are under way leave no room for the answer to this, so it was not read. " + WhatHappened(request),
            Retry.Never
        );

    /// <summary>GraphQL says in the body of its answer whether it did what it was asked for.</summary>
    private static string WhatHappened(GitLabRequest request) =>
        request.IsGraphQL
            ? GitLabRefusal.Unknown
            : "GitLab made the change: do not repeat it, and read the current state for what it answered.";
}
