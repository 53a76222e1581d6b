namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string Crash = """
        {"iid":1,"project_id":1,"title":"Crash on start","state":"opened","labels":[],"assignees":[],"author":{"id":2,
          "username":"bob","name":"Bob"},"issue_type":"issue","confidential":false,"user_notes_count":0,
          "created_at":"2026-01-05T09:30:00Z","updated_at":"2026-01-05T09:30:00Z",
          "web_url":"https://gitlab.example.com/group/app/-/issues/1"}
        """;

    private static readonly ToolCase[] Issues =
    [
        Case(
            "list_issues",
            """
            {"project_id":1,"state":"opened","search":"crash","labels":[],"created_after":"2026-01-01T00:00:00Z",
              "due_date":"0","scope":"all"}
            """,
            """
            GET /projects/1/issues?created_after=2026-01-01T00%3A00%3A00%2B00%3A00&due_date=0&labels=&scope=all&search=crash
              &state=opened&page=1&per_page=20
            """,
            $$"""{"items":[{{Crash}}],"total":1}"""
        ),
        Case(
            "list_issues",
            """{"assignee_username":["alice"],"labels":["a b","c"],"page":2}""",
            "GET /issues?assignee_username[]=alice&labels=a%20b%2Cc&scope=all&page=2&per_page=20",
            """…"total":0}"""
        ),
        Case(
            "list_issues",
            """
            {"project_id":1,"iids":[7,8],"in":["title","description"],"order_by":"due_date","sort":"asc",
              "not":{"labels":["a","b c"],"author_username":"bob","assignee_username":["alice","carol"],"iids":[9],"weight":3}}
            """,
            """
            GET /projects/1/issues?iids[]=7&iids[]=8&in=title%2Cdescription&not[labels]=a%2Cb%20c&not[author_username]=bob
              &not[assignee_username][]=alice&not[assignee_username][]=carol&not[iids][]=9&not[weight]=3
              &order_by=due_date&sort=asc&page=1&per_page=20
            """,
            """…"iid":1,"""
        ),
        Case(
            "my_issues",
            """{"project_id":"group/app"}""",
            "GET /projects/group%2Fapp/issues?scope=assigned_to_me&state=opened&page=1&per_page=20",
            """…"title":"Slow list","""
        ),
        Case(
            "my_issues",
            """{"state":"closed"}""",
            "GET /issues?scope=assigned_to_me&state=closed&page=1&per_page=20",
            """{"items":[],"total":0,"note":"Nothing was found with state. There may be more without it."}"""
        ),
        Case("get_issue", """{"project_id":1,"issue_iid":1}""", "GET /projects/1/issues/1", """…"references":"group/app#1","""),
        new(
            "get_issue",
            """{"project_id":1,"issue_iid":5}""",
            ["GET /projects/1/issues/5", """GRAPHQL movedIssue {"id":"gid://gitlab/Issue/92"}"""],
            """
            {"iid":5,"state":"closed","moved_to_id":92,"moved_to":{"project_id":2,"iid":3,"state":"opened",
              "web_url":"https://gitlab.example.com/group/site/-/issues/3"}}
            """
        )
        {
            Given =
            [
                """{"iid":5,"state":"closed","moved_to_id":92}""",
                Data(
                    "issue",
                    """
                    {"iid":"3","projectId":2,"state":"opened","webUrl":"https://gitlab.example.com/group/site/-/issues/3"}
                    """
                ),
            ],
        },
        Case("get_issue", """{"project_id":1,"issue_iid":1,"full_response":true}""", "GET /projects/1/issues/1", """…"_links":{"""),
        new(
            "get_issue",
            """{"project_id":1,"issue_iid":1,"include":["discussions","links","related_merge_requests","closed_by"]}""",
            [
                "GET /projects/1/issues/1",
                "GET /projects/1/issues/1/closed_by",
                "GET /projects/1/issues/1/discussions?per_page=100",
                "GET /projects/1/issues/1/links",
                "GET /projects/1/issues/1/related_merge_requests",
            ],
            """
            …"closed_by_merge_requests":[{"iid":5,"project_id":1,"title":"Fix the crash","state":"opened","draft":false,
              "author":{"username":"bob"},"source_branch":"fix","target_branch":"main",
              "web_url":"https://gitlab.example.com/group/app/-/merge_requests/5"}],"discussions":[{"id":"d1",
              "notes":[{"id":3,"body":"Why?","author":{"username":"alice"}}]}],"links":[{"issue_link_id":77,
              "link_type":"blocks","iid":1,"project_id":2,"title":"Typo","state":"opened"}],"related_merge_requests":[]}
            """
        )
        {
            Given =
            [
                null,
                $"[{OneMergeRequest}]",
                """[{"id":"d1","notes":[{"id":3,"body":"Why?","system":false,"author":{"id":1,"username":"alice"}}]}]""",
                """[{"id":9,"iid":1,"project_id":2,"title":"Typo","state":"opened","issue_link_id":77,"link_type":"blocks"}]""",
                "[]",
            ],
            AnyOrder = true,
        },
        Case(
            "create_issue",
            """{"project_id":1,"title":"New <b>","labels":["bug","ui"],"assignee_ids":[2],"issue_type":"task"}""",
            """POST /projects/1/issues {"title":"New <b>","assignee_ids":[2],"labels":"bug,ui","issue_type":"task"}""",
            """…"title":"New <b>","state":"opened","labels":["bug","ui"],"assignees":[{"id":2,"username":"bob","name":"Bob"}]"""
        ),
        Case(
            "create_issue",
            """{"project_id":1,"title":"Leak","confidential":true,"due_date":"2026-02-01"}""",
            """POST /projects/1/issues {"title":"Leak","confidential":true,"due_date":"2026-02-01"}""",
            """…"confidential":true,"""
        ),
        Case(
            "update_issue",
            """{"project_id":1,"issue_iid":1,"add_labels":["stale","a b"],"remove_labels":["bug"]}""",
            """PUT /projects/1/issues/1 {"add_labels":"stale,a b","remove_labels":"bug"}""",
            """…"labels":["stale","a b"],"""
        ),
        Case(
            "update_issue",
            """{"project_id":1,"issue_iid":1,"state_event":"close","due_date":"","labels":[]}""",
            """PUT /projects/1/issues/1 {"due_date":"","labels":"","state_event":"close"}""",
            """…"state":"closed","""
        ),
        new(
            "update_issue_description_patch",
            """
            {"project_id":1,"issue_iid":2,"patch_type":"search_replace",
              "patch":"<<<<<<< SEARCH\nold\n=======\nnew\n>>>>>>> REPLACE","create_note":true}
            """,
            [
                "GET /projects/1/issues/2",
                """PUT /projects/1/issues/2 {"description":"first\nnew\nlast"}""",
                """POST /projects/1/issues/2/notes {"body":"Changed the description in 1 place(s)."}""",
            ],
            """{"changes":1,"updated":true,"note":"written"}"""
        ),
        new(
            "update_issue_description_patch",
            """
            {"project_id":1,"issue_iid":2,"patch_type":"unified_diff","patch":"@@ -1,3 +1,3 @@\n first\n-old\n+new\n last",
              "dry_run":true}
            """,
            ["GET /projects/1/issues/2"],
            """{"changes":1,"dry_run":true,"description":"first\nnew\nlast"}"""
        ),
        Case("delete_issue", """{"project_id":1,"issue_iid":1}""", "DELETE /projects/1/issues/1", """{"done":true}"""),
        Case("list_issue_links", """{"project_id":1,"issue_iid":1}""", "GET /projects/1/issues/1/links", """{"items":[]}"""),
        Case(
            "create_issue_link",
            """{"project_id":1,"issue_iid":1,"target_project_id":"group/site","target_issue_iid":1,"link_type":"blocks"}""",
            """POST /projects/1/issues/1/links {"target_project_id":"group/site","target_issue_iid":1,"link_type":"blocks"}""",
            """
            …"link_type":"blocks","source_issue":{"iid":1,"project_id":1,"title":"Crash on start","state":"opened",
              "web_url":"https://gitlab.example.com/group/app/-/issues/1"},"target_issue":{"iid":1,"project_id":2,
              "title":"Typo",
            """
        ),
        Case(
            "get_issue_link",
            """{"project_id":2,"issue_iid":1,"issue_link_id":77}""",
            "GET /projects/2/issues/1/links/77",
            """…{"id":77,"link_type":"relates_to","source_issue":{"iid":1,"""
        ),
        Case(
            "delete_issue_link",
            """{"project_id":2,"issue_iid":1,"issue_link_id":77}""",
            "DELETE /projects/2/issues/1/links/77",
            """…{"id":77,"""
        ),
        Case(
            "list_todos",
            """{"action":"assigned","type":"Issue","state":"pending"}""",
            "GET /todos?action=assigned&state=pending&type=Issue&page=1&per_page=20",
            """
            …"action_name":"assigned","target_type":"Issue","target":{"iid":1,"title":"Crash on start","state":"opened"},
              "target_url":"https://gitlab.example.com/group/app/-/issues/1","project":{"id":1,
              "path_with_namespace":"group/app"},"author":{"id":1,"username":"alice","name":"Alice"},
            """
        ),
        Case(
            "mark_todo_done",
            """{"id":1011}""",
            "POST /todos/1011/mark_as_done {}",
            """{"id":1011,"state":"done","target_type":"Issue","target_url":"https://gitlab.example.com/group/app/-/issues/1"}"""
        ),
        Case("mark_all_todos_done", "{}", "POST /todos/mark_as_done {}", """{"done":true}"""),
    ];
}
