namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string OneMergeRequest = """
        {"id":90,"iid":5,"project_id":1,"title":"Fix the crash","description":"Closes #1","state":"opened","draft":false,
          "author":{"id":2,"username":"bob","name":"Bob","avatar_url":null},"assignees":[],"reviewers":[],"labels":["bug"],
          "source_branch":"fix","target_branch":"main","detailed_merge_status":"mergeable","has_conflicts":false,
          "sha":"c0ffee","diff_refs":{"base_sha":"b","head_sha":"c0ffee","start_sha":"b"},
          "created_at":"2026-01-05T09:30:00.000Z","web_url":"https://gitlab.example.com/group/app/-/merge_requests/5",
          "_links":{}}
        """;

    private const string LeanMergeRequest = """
        {"iid":5,"project_id":1,"title":"Fix the crash","state":"opened","draft":false,"author":{"id":2,"username":"bob","name":"Bob"},
          "labels":["bug"],"source_branch":"fix","target_branch":"main","detailed_merge_status":"mergeable",
          "created_at":"2026-01-05T09:30:00Z","web_url":"https://gitlab.example.com/group/app/-/merge_requests/5"}
        """;

    private static readonly ToolCase[] MergeRequests =
    [
        Case(
            "list_merge_requests",
            """
            {"project_id":1,"state":"opened","labels":["bug","a b"],"approved_by_usernames":["alice"],"reviewer_id":"None",
              "wip":"no","order_by":"updated_at","sort":"asc","created_after":"2026-01-01T00:00:00Z"}
            """,
            """
            GET /projects/1/merge_requests?reviewer_id=None&approved_by_usernames[]=alice
              &created_after=2026-01-01T00%3A00%3A00%2B00%3A00&labels=bug%2Ca%20b&state=opened&order_by=updated_at&sort=asc
              &wip=no&page=1&per_page=20
            """,
            $"[{OneMergeRequest}]",
            $$"""{"items":[{{LeanMergeRequest}}]}"""
        ),
        Case(
            "list_merge_requests",
            """{"scope":"reviews_for_me"}""",
            "GET /merge_requests?scope=reviews_for_me&page=1&per_page=20",
            "[]",
            """{"items":[]}"""
        ),
        Case(
            "list_merge_requests",
            """
            {"project_id":1,"approved":"yes","iids":[5],"in":["title"],
              "not":{"labels":["a","b c"],"reviewer_username":"bob","assignee_id":"None"}}
            """,
            """
            GET /projects/1/merge_requests?approved=yes&iids[]=5&in=title&not[labels]=a%2Cb%20c&not[reviewer_username]=bob
              &not[assignee_id]=None&page=1&per_page=20
            """,
            "[]",
            """{"items":[],"note":"Nothing was found with approved, iids, not. There may be more without some of them."}"""
        ),
        Case(
            "list_merge_requests",
            """{"reviewer_username":"bob","state":"opened"}""",
            "GET /merge_requests?reviewer_username=bob&scope=all&state=opened&page=1&per_page=20",
            "[]",
            """{"items":[],"note":"Nothing was found with reviewer_username, state. There may be more without some of them."}"""
        ),
        Case(
            "list_group_merge_requests",
            """{"group_id":"group/sub","approved":"no","in":["title","description"],"not":{"author_username":"bob"}}""",
            """
            GET /groups/group%2Fsub/merge_requests?approved=no&in=title%2Cdescription&not[author_username]=bob&page=1&per_page=20
            """,
            "[]",
            """{"items":[],"note":"Nothing was found with approved, not. There may be more without some of them."}"""
        ),
        Case(
            "list_group_merge_requests",
            """{"group_id":"group/sub","non_archived":true,"source_project_id":3}""",
            "GET /groups/group%2Fsub/merge_requests?source_project_id=3&non_archived=true&page=1&per_page=20",
            $"[{OneMergeRequest}]",
            $$"""{"items":[{{LeanMergeRequest}}]}"""
        ),
        Case(
            "get_merge_request",
            """{"project_id":1,"merge_request_iid":5}""",
            "GET /projects/1/merge_requests/5",
            OneMergeRequest,
            LeanMergeRequest.Replace("{\"iid\"", "{\"id\":90,\"iid\"", StringComparison.Ordinal)[..^1]
                + ""","description":"Closes #1","sha":"c0ffee","diff_refs":{"base_sha":"b","head_sha":"c0ffee","start_sha":"b"}}"""
        ),
        new(
            "get_merge_request",
            """{"project_id":1,"source_branch":"fix","include":["pipelines","changed_files","discussions"],"include_summaries":true}""",
            [
                "GET /projects/1/merge_requests?source_branch=fix",
                "GET /projects/1/merge_requests/5",
                "GET /projects/1/merge_requests/5/approvals",
                "GET /projects/1/merge_requests/5/diffs?per_page=100",
                "GET /projects/1/merge_requests/5/commits?per_page=100",
                "GET /projects/1/deployments?order_by=id&sort=desc&per_page=100",
                "GET /projects/1/merge_requests/5/discussions?per_page=100",
                "GET /projects/1/merge_requests/5/pipelines?per_page=100",
            ],
            """
            …"approvals":{"approved":true,"approved_by":[{"user":{"username":"alice"}}]},
              "changed_files":[{"old_path":"a.cs","new_path":"a.cs"},{"old_path":"lib/x.js","new_path":"lib/x.js",
              "new_file":true}],"commits":[{"id":"c0ffee","title":"Fix"}],"deployments":[{"id":8,"status":"success"}],
              "discussions":[{"id":"d1","notes":[{"id":3,"body":"Why?","author":{"username":"alice"}}]}],
              "pipelines":[{"id":7,"status":"success"}]}
            """
        )
        {
            Given =
            [
                $"[{OneMergeRequest}]",
                OneMergeRequest,
                """{"approved":true,"approved_by":[{"user":{"id":1,"username":"alice","name":"Alice"}}]}""",
                TwoDiffs,
                """[{"id":"c0ffee","title":"Fix"}]""",
                """[{"id":8,"status":"success","ref":"fix"},{"id":9,"ref":"main"}]""",
                """[{"id":"d1","notes":[{"id":3,"body":"Why?","system":false,"author":{"id":1,"username":"alice"}}]}]""",
                """[{"id":7,"status":"success"}]""",
            ],
            AnyOrder = true,
        },
        new(
            "get_merge_request",
            """{"project_id":1,"merge_request_iid":5,"include":["conflicts"]}""",
            ["GET /projects/1/merge_requests/5", "GET /projects/1/merge_requests/5/conflicts"],
            """…,"conflicts":{"has_conflicts":false,"detailed_merge_status":"mergeable","note":"This GitLab does not tell the files."""
        )
        {
            Given = [OneMergeRequest, null],
        },
        Case(
            "create_merge_request",
            """
            {"project_id":1,"title":"Fix the crash","source_branch":"fix","target_branch":"main","draft":true,
              "labels":["bug"],"reviewer_ids":[1],"remove_source_branch":true,"target_project_id":2}
            """,
            """
            POST /projects/1/merge_requests {"title":"Draft: Fix the crash","source_branch":"fix","target_branch":"main",
              "target_project_id":2,"reviewer_ids":[1],"labels":"bug","remove_source_branch":true}
            """,
            OneMergeRequest,
            LeanMergeRequest
        ),
        Case(
            "update_merge_request",
            """{"project_id":1,"merge_request_iid":5,"state_event":"close","assignee_ids":[],"labels":[],"milestone_id":0}""",
            """PUT /projects/1/merge_requests/5 {"assignee_ids":[],"labels":"","state_event":"close","milestone_id":0}""",
            OneMergeRequest,
            LeanMergeRequest
        ),
        Case(
            "update_merge_request",
            """{"project_id":1,"merge_request_iid":5,"add_labels":["stale"],"remove_labels":["bug","ui"]}""",
            """PUT /projects/1/merge_requests/5 {"add_labels":"stale","remove_labels":"bug,ui"}""",
            OneMergeRequest,
            LeanMergeRequest
        ),
        new(
            "update_merge_request",
            """{"project_id":1,"source_branch":"fix","draft":true}""",
            [
                "GET /projects/1/merge_requests?source_branch=fix",
                "GET /projects/1/merge_requests/5",
                """PUT /projects/1/merge_requests/5 {"title":"Draft: Fix the crash"}""",
            ],
            LeanMergeRequest
        )
        {
            Given = [$"[{OneMergeRequest}]", OneMergeRequest, OneMergeRequest],
        },
        Case(
            "merge_merge_request",
            """
            {"project_id":1,"merge_request_iid":5,"sha":"c0ffee","auto_merge":true,"squash":true,
              "squash_commit_message":"Fix","should_remove_source_branch":true}
            """,
            """
            PUT /projects/1/merge_requests/5/merge {"sha":"c0ffee","auto_merge":true,"squash_commit_message":"Fix",
              "squash":true,"should_remove_source_branch":true}
            """,
            """{"iid":5,"state":"merged","merge_commit_sha":"beef"}""",
            """{"iid":5,"state":"merged","merge_commit_sha":"beef"}"""
        ),
        Case(
            "list_merge_request_pipelines",
            """{"project_id":1,"merge_request_iid":5,"per_page":5}""",
            "GET /projects/1/merge_requests/5/pipelines?page=1&per_page=5",
            """[{"id":7,"iid":1,"project_id":1,"status":"failed","ref":"refs/merge-requests/5/head","sha":"c0ffee"}]""",
            """{"items":[{"id":7,"status":"failed","ref":"refs/merge-requests/5/head","sha":"c0ffee"}]}"""
        ),
        Case(
            "get_merge_request_approval_state",
            """{"project_id":1,"merge_request_iid":5}""",
            "GET /projects/1/merge_requests/5/approval_state",
            """
            {"approval_rules_overwritten":false,"rules":[{"id":1,"name":"Any","approvals_required":1,"approved":false,
              "eligible_approvers":[{"id":1}]}]}
            """,
            """{"rules":[{"id":1,"name":"Any","approvals_required":1,"approved":false,"eligible_approvers":[{"id":1}]}]}"""
        ),
        new(
            "get_merge_request_approval_state",
            """{"project_id":1,"merge_request_iid":5}""",
            ["GET /projects/1/merge_requests/5/approval_state", "GET /projects/1/merge_requests/5/approvals"],
            """{"approved":true}"""
        )
        {
            Given = [null, """{"approved":true}"""],
        },
        Case(
            "approve_merge_request",
            """{"project_id":1,"merge_request_iid":5,"sha":"c0ffee"}""",
            """POST /projects/1/merge_requests/5/approve {"sha":"c0ffee"}""",
            """{"id":90,"iid":5,"approved":true}""",
            """{"iid":5,"approved":true}"""
        ),
        Case(
            "unapprove_merge_request",
            """{"project_id":1,"merge_request_iid":5}""",
            "POST /projects/1/merge_requests/5/unapprove {}",
            """{"iid":5,"approved":false}""",
            """{"iid":5,"approved":false}"""
        ),
        Case(
            "get_merge_request_conflicts",
            """{"project_id":1,"merge_request_iid":5}""",
            "GET /projects/1/merge_requests/5/conflicts",
            """{"files":[{"old_path":"a.cs"}]}""",
            """{"files":[{"old_path":"a.cs"}]}"""
        ),
        new(
            "get_merge_request_conflicts",
            """{"project_id":1,"merge_request_iid":5}""",
            ["GET /projects/1/merge_requests/5/conflicts", "GET /projects/1/merge_requests/5"],
            """…{"has_conflicts":false,"detailed_merge_status":"mergeable","note":"""
        )
        {
            Given = [null, OneMergeRequest],
        },
    ];
}
