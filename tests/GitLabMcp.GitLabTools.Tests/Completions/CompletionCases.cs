namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A search for every argument that can be completed.</summary>
public static class CompletionCases
{
    public const string Issues = "gitlab://projects/{project_id}/issues{?state,labels,milestone,assignee_username,search,page,per_page}";

    /// <summary>Argument, where it stands, what is typed, what GitLab is asked and answers, what is offered.</summary>
    public static TheoryData<string, string, string, string, string, string[]> All =>
        new()
        {
            {
                "project_id",
                "triage_issues",
                "group/a",
                "/projects?search=group%2Fa&search_namespaces=true&membership=true&order_by=last_activity_at&page=1&per_page=100",
                """[{"id":1,"path_with_namespace":"group/app"}]""",
                ["group/app"]
            },
            {
                "project_id",
                "triage_issues",
                "AP",
                "/projects?search_namespaces=true&membership=true&order_by=last_activity_at&page=1&per_page=100",
                """[{"id":1,"path_with_namespace":"group/app"},{"id":2,"path_with_namespace":"group/site"}]""",
                ["group/app"]
            },
            {
                "labels",
                Issues,
                "label 3, label 14",
                "/projects/1/labels?search=label%2014&page=1&per_page=100",
                """[{"id":1,"name":"label 14"}]""",
                ["label 3, label 14"]
            },
            {
                "labels",
                Issues,
                new string('x', 400) + ",bu",
                "/projects/1/labels?page=1&per_page=100",
                """[{"id":1,"name":"bug"}]""",
                [new string('x', 400) + ",bug"]
            },
            { "labels", Issues, "bug ,  ", "/projects/1/labels?page=1&per_page=100", """[{"id":1,"name":"bug"}]""", ["bug ,  bug"] },
            {
                "milestone",
                "plan_milestone",
                " 2.0 ",
                "/projects/1/milestones?search=2.0&include_ancestors=true&page=1&per_page=100",
                """[{"id":1,"title":"2.0"}]""",
                ["2.0"]
            },
            {
                "ref",
                "gitlab://projects/{project_id}/files/{ref}/{+file_path}{?offset}",
                "feat",
                "/projects/1/repository/branches?search=feat&page=1&per_page=100",
                """[{"name":"feature/x"}]""",
                ["feature/x"]
            },
            {
                "ref_name",
                "gitlab://projects/{project_id}/commits{?ref_name,path,page,per_page}",
                "",
                "/projects/1/repository/branches?page=1&per_page=100",
                """[{"name":"main"},{"name":"next"}]""",
                ["main", "next"]
            },
            {
                "from",
                "write_release_notes",
                "v1.",
                "/projects/1/repository/tags?search=v1.&page=1&per_page=100",
                """[{"name":"v1.0"}]""",
                ["v1.0"]
            },
            {
                "to",
                "write_release_notes",
                "rel",
                "/projects/1/repository/branches?search=rel&page=1&per_page=100",
                """[{"name":"release"}]""",
                ["release"]
            },
            {
                "labels",
                Issues,
                "bug,us&",
                "/projects/1/labels?search=us%26&page=1&per_page=100",
                """[{"id":1,"name":"us&them"}]""",
                ["bug,us&them"]
            },
            {
                "milestone",
                "plan_milestone",
                "2.0",
                "/projects/1/milestones?search=2.0&include_ancestors=true&page=1&per_page=100",
                """[{"id":1,"title":"2.0"},{"id":2,"title":"2.0.1"}]""",
                ["2.0", "2.0.1"]
            },
            {
                "title",
                "gitlab://projects/{project_id}/milestones{?state,title,search,include_ancestors,page,per_page}",
                "",
                "/projects/1/milestones?page=1&per_page=100",
                """[{"id":1,"title":"2.0"}]""",
                ["2.0"]
            },
            {
                "assignee_username",
                Issues,
                "alice,bo",
                "/projects/1/members/all?page=1&per_page=100",
                """[{"id":1,"username":"alice"},{"id":2,"username":"bob"}]""",
                ["alice,bob"]
            },
            {
                "author_username",
                "gitlab://projects/{project_id}/merge_requests{?state,labels,milestone,author_username,search,page,per_page}",
                "bobb",
                "/projects/1/members/all?query=bobb&page=1&per_page=100",
                """[{"id":2,"username":"bobby"}]""",
                ["bobby"]
            },
            {
                "issue_iid",
                "gitlab://projects/{project_id}/issues/{issue_iid}{?offset}",
                "1",
                "/projects/1/issues?state=opened&page=1&per_page=100",
                """[{"iid":1,"title":"a"},{"iid":12,"title":"b"},{"iid":3,"title":"c"}]""",
                ["1", "12"]
            },
            {
                "merge_request_iid",
                "review_merge_request",
                "",
                "/projects/1/merge_requests?state=opened&page=1&per_page=100",
                """[{"iid":5}]""",
                ["5"]
            },
            { "pipeline_id", "explain_failed_pipeline", "9", "/projects/1/pipelines?page=1&per_page=100", """[{"id":91}]""", ["91"] },
        };
}
