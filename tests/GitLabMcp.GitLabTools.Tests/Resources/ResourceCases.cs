namespace GitLabMcp.GitLabTools.Tests;

/// <summary>One address, what GitLab must be asked for it, and what a client reads.</summary>
/// <param name="Given">What GitLab answers where the fake has no such thing; null where it does.</param>
/// <param name="Content">All of the content, or a part of it when it starts with `…`.</param>
public sealed record ResourceCase(string Name, string Uri, string Request, string? Given, string MimeType, string Content)
{
    public override string ToString() => Uri;
}

internal static class ResourceCases
{
    private const string Json = "application/json";

    public static readonly ResourceCase[] All =
    [
        new("me", "gitlab://me", "GET /user", null, Json, "…\"username\":\"alice\""),
        new("project", "gitlab://projects/group%2Fapp", "GET /projects/group%2Fapp", null, Json, "…\"path_with_namespace\":\"group/app\""),
        new("project", "GITLAB://projects/1", "GET /projects/1", null, Json, "…\"path_with_namespace\":\"group/app\""),
        new(
            "file",
            "gitlab://projects/group%2Fapp/files/feature%2Fx/src/a%20b/Main.cs",
            "GET /projects/group%2Fapp/repository/files/src%2Fa%20b%2FMain.cs?ref=feature%2Fx",
            """{"file_path":"src/a b/Main.cs","ref":"feature/x","size":7,"encoding":"base64","content":"bGluZQoiIg=="}""",
            "text/plain",
            "line\n\"\""
        ),
        new(
            "file",
            "gitlab://projects/1/files/HEAD/docs/read.me.md?offset=2",
            "GET /projects/1/repository/files/docs%2Fread.me.md?ref=HEAD",
            """{"file_path":"docs/read.me.md","ref":"HEAD","size":5,"encoding":"base64","content":"aGVsbG8="}""",
            "text/markdown",
            "llo"
        ),
        new(
            "file",
            "gitlab://projects/1/files/v1.0/logo.png",
            "GET /projects/1/repository/files/logo.png?ref=v1.0",
            """{"file_path":"logo.png","ref":"v1.0","size":4,"encoding":"base64","content":"iVBOAA=="}""",
            "image/png",
            "iVBOAA=="
        ),
        new("issue", "gitlab://projects/1/issues/2", "GET /projects/1/issues/2", null, Json, "…\"title\":\"Slow list\""),
        new(
            "issue",
            "gitlab://projects/1/issues/2?offset=6",
            "GET /projects/1/issues/2",
            null,
            Json,
            "…\"description\":\"old\\nlast\\n[characters 6 to 14 of 14: the end]\""
        ),
        new(
            "issues",
            "gitlab://projects/1/issues?state=opened&labels=bug,%20a%20b&milestone=1.0"
                + "&assignee_username=bob,alice&search=x%26y&page=2&per_page=5",
            "GET /projects/1/issues?assignee_username[]=bob&assignee_username[]=alice&labels=bug%2Ca%20b"
                + "&milestone=1.0&search=x%26y&state=opened&page=2&per_page=5",
            """[{"iid":7,"project_id":1,"title":"Leak"}]""",
            Json,
            """…"items":[{"iid":7,"project_id":1,"title":"Leak"}]"""
        ),
        new(
            "labels",
            "gitlab://projects/1/labels?search=bu",
            "GET /projects/1/labels?search=bu&page=1&per_page=20",
            null,
            Json,
            "…\"name\":\"bug\""
        ),
        new(
            "milestones",
            "gitlab://projects/1/milestones?title=2.0&include_ancestors=true",
            "GET /projects/1/milestones?title=2.0&include_ancestors=true&page=1&per_page=20",
            """[{"id":5,"iid":1,"group_id":3,"title":"2.0"}]""",
            Json,
            "…\"group_id\":3"
        ),
        new(
            "milestones",
            "gitlab://projects/1/milestones?title=1.0",
            "GET /projects/1/milestones?title=1.0&page=1&per_page=20",
            """[{"id":4,"iid":1,"title":"1.0"}]""",
            Json,
            "…\"title\":\"1.0\""
        ),
        new(
            "merge_request",
            "gitlab://projects/1/merge_requests/5",
            "GET /projects/1/merge_requests/5",
            """{"id":50,"iid":5,"title":"Mend"}""",
            Json,
            "…\"title\":\"Mend\""
        ),
        new(
            "merge_requests",
            "gitlab://projects/1/merge_requests?state=merged&labels=bug&milestone=1.0&author_username=bob&per_page=5",
            "GET /projects/1/merge_requests?author_username=bob&labels=bug&milestone=1.0&state=merged&page=1&per_page=5",
            """[{"iid":5,"title":"Mend"}]""",
            Json,
            "…\"title\":\"Mend\""
        ),
        new(
            "merge_request_diff",
            "gitlab://projects/1/merge_requests/5/diff?page=2&per_page=10",
            "GET /projects/1/merge_requests/5/diffs?page=2&per_page=10",
            """[{"old_path":"a","new_path":"a","diff":"@@ -1 +1 @@\n-a\n+b\n"}]""",
            Json,
            "…\"diff\":\"@@ -1 +1 @@\\n-a\\n+b\\n\""
        ),
        new(
            "commits",
            "gitlab://projects/1/commits?ref_name=v1..v2&per_page=100",
            "GET /projects/1/repository/commits?ref_name=v1..v2&page=1&per_page=100",
            """[{"id":"c0ffee","title":"Brew"}]""",
            Json,
            "…\"title\":\"Brew\""
        ),
        new(
            "pipeline",
            "gitlab://projects/1/pipelines/9",
            "GET /projects/1/pipelines/9",
            """{"id":9,"status":"failed"}""",
            Json,
            """…"id":9,"status":"failed"}"""
        ),
        new(
            "pipeline_failures",
            "gitlab://projects/1/pipelines/9/failures?lines=5",
            "GET /projects/1/pipelines/9",
            """{"id":9,"status":"success"}""",
            Json,
            "…\"pipeline\":{\"id\":9"
        ),
        new(
            "job_log",
            "gitlab://projects/1/jobs/8/log?limit=2",
            "GET /projects/1/jobs/8/trace",
            "one\ntwo\n\"three\"\n",
            "text/plain",
            "two\n\"three\""
        ),
        new(
            "wiki_page",
            "gitlab://projects/1/wikis/guides/set%20up",
            "GET /projects/1/wikis/guides%2Fset%20up",
            """{"slug":"guides/set-up","title":"Set up","content":"Do."}""",
            Json,
            "…\"content\":\"Do.\""
        ),
    ];
}
