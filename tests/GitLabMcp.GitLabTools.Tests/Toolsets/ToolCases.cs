using GitLabMcp.GitLabTools.Tools.Definition;
using GitLabMcp.GitLabTools.Toolsets;
using GitLabMcp.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>One realistic call of a tool: what GitLab must be asked, and what the model must read.</summary>
/// <param name="Requests">`GET /projects/1?x=y`, a body after a space for writes; a GraphQL operation as
/// `GRAPHQL itsName {"its":"variables"}`; in order.</param>
/// <param name="Answer">All of the text, or a part of it when it starts with `…`.</param>
/// <remarks>Every text is one line; where a case writes one over several lines, they are put together.</remarks>
public sealed record ToolCase(string Tool, string Arguments, string[] Requests, string Answer)
{
    public string Arguments { get; } = Arguments.OneLine();

    public string[] Requests { get; } = [.. Requests.Select(request => request.OneLine())];

    public string Answer { get; } = Answer.OneLine();

    /// <summary>What GitLab answers to each of the requests, in order, where the fake has no such thing in its world:
    /// JSON, other text, or nothing (204). Null: the fake answers that one by itself.</summary>
    public string?[] Given
    {
        get;
        init => field = [.. value.Select(answer => answer is ['{' or '[', ..] ? answer.OneLine() : answer)];
    } = [];

    /// <summary>Some of the requests go out at the same time.</summary>
    public bool AnyOrder { get; init; }

    public void Script(FakeGitLab gitlab)
    {
        foreach (var (request, answer) in Requests.Zip(Given))
        {
            if (answer is null)
            {
                continue;
            }

            var words = request.Split(' ', 3);
            var (method, path) =
                words[0] == "GRAPHQL" ? ("POST", "/api/graphql#" + words[1]) : (words[0], "/api/v4" + words[1].Split('?')[0]);
            gitlab.On(method, path).Answer(answer.Length == 0 ? 204 : 200, answer);
        }
    }

    public override string ToString() => $"{Tool} {Arguments}";
}

internal static partial class ToolCases
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    public static IEnumerable<ToolCase> All =>
        [
            .. Projects,
            .. Labels,
            .. Users,
            .. Issues,
            .. Notes,
            .. WorkItems,
            .. MergeRequests,
            .. MergeRequestNotes,
            .. Branches,
            .. Repositories,
            .. TagsAndReleases,
            .. SearchAndGroups,
            .. Pipelines,
            .. Failures,
            .. Jobs,
            .. Schedules,
            .. Triggers,
            .. Deployments,
            .. Environments,
            .. Ci,
            .. Milestones,
            .. Variables,
            .. Webhooks,
            .. Wiki,
            .. Discovery,
            .. CiCatalog,
            .. Vulnerabilities,
            .. DependencyProxy,
            .. Orbit,
        ];

    private static ToolCase Case(string tool, string arguments, string request, string answer) => new(tool, arguments, [request], answer);

    /// <summary>A call whose request GitLab answers with <paramref name="given"/>.</summary>
    private static ToolCase Case(string tool, string arguments, string request, string given, string answer) =>
        new(tool, arguments, [request], answer) { Given = [given] };

    private static readonly ToolCase[] Projects =
    [
        Case(
            "get_project",
            """{"project_id":"group/app"}""",
            "GET /projects/group%2Fapp",
            """
            …{"id":1,"name":"app","path_with_namespace":"group/app","default_branch":"main","visibility":"private",
              "archived":false,"topics":["demo"],
            """
        ),
        Case(
            "list_projects",
            """
            {"search":"app","owned":true,"visibility":"private","order_by":"last_activity_at","sort":"asc",
              "min_access_level":30,"page":1,"per_page":5}
            """,
            """
            GET /projects?search=app&owned=true&visibility=private&order_by=last_activity_at&sort=asc&min_access_level=30
              &page=1&per_page=5
            """,
            """
            {"items":[{"id":1,"name":"app","path_with_namespace":"group/app","default_branch":"main","visibility":"private",
              "archived":false,"topics":["demo"],"web_url":"https://gitlab.example.com/group/app",
              "last_activity_at":"2026-01-05T09:30:00Z","open_issues_count":2,"star_count":3}],"total":1}
            """
        ),
        Case(
            "update_project",
            """
            {"project_id":1,"description":"New","topics":["a","b"],"squash_option":"default_on",
              "pages_access_level":"public","request_access_enabled":false}
            """,
            """
            PUT /projects/1 {"description":"New","topics":["a","b"],"request_access_enabled":false,
              "squash_option":"default_on","pages_access_level":"public"}
            """,
            """
            {"id":1,"name":"app","path_with_namespace":"group/app","description":"New","default_branch":"main",
              "visibility":"private","topics":["a","b"],"web_url":"https://gitlab.example.com/group/app"}
            """
        ),
        Case(
            "list_project_members",
            """{"project_id":1,"query":"ali","user_ids":[1,2],"skip_users":[9],"include_inheritance":true}""",
            "GET /projects/1/members/all?query=ali&user_ids[]=1&user_ids[]=2&page=1&per_page=20",
            """{"items":[{"id":1,"username":"alice","name":"Alice","state":"active","access_level":40}]}"""
        ),
        Case(
            "list_group_projects",
            """{"group_id":"group","include_subgroups":true,"order_by":"name","per_page":2}""",
            "GET /groups/group/projects?include_subgroups=true&order_by=name&page=1&per_page=2",
            """…,"next_page":2,"total":3}"""
        ),
        Case(
            "list_group_members",
            """{"group_id":"group"}""",
            "GET /groups/group/members?page=1&per_page=20",
            """{"items":[],"total":0}"""
        ),
        Case(
            "list_group_iterations",
            """
            {"group_id":"group","state":"current","search":"x","search_in":["title","cadence_title"],
              "updated_after":"2026-01-01T00:00:00+02:00"}
            """,
            """
            GET /groups/group/iterations?state=current&search=x&in[]=title&in[]=cadence_title
              &updated_after=2026-01-01T00%3A00%3A00%2B02%3A00&page=1&per_page=20
            """,
            """{"items":[],"total":0}"""
        ),
        Case(
            "list_namespaces",
            """{"search":"sub","owned":true}""",
            "GET /namespaces?search=sub&owned_only=true&page=1&per_page=20",
            """{"items":[{"id":1010,"full_path":"group/sub","kind":"group","name":"sub"}],"total":1}"""
        ),
        Case(
            "get_namespace",
            """{"namespace_id":"group/sub"}""",
            "GET /namespaces/group%2Fsub",
            """
            {"id":1010,"name":"sub","path":"sub","kind":"group","full_path":"group/sub",
              "web_url":"https://gitlab.example.com/groups/group/sub"}
            """
        ),
        Case(
            "verify_namespace",
            """{"path":"group","parent_id":7}""",
            "GET /namespaces/group/exists?parent_id=7",
            """{"exists":true,"suggests":["group1"]}"""
        ),
        new("health_check", "{}", ["GET /version", "GET /user"], """…","version":"18.9.0-ee","user":"alice"}"""),
    ];

    private static readonly ToolCase[] Labels =
    [
        Case(
            "list_labels",
            """{"project_id":1,"with_counts":true,"search":"bu"}""",
            "GET /projects/1/labels?with_counts=true&search=bu&page=1&per_page=20",
            """
            {"items":[{"id":1004,"name":"bug","color":"#D9534F","description":"Something is broken",
              "is_project_label":true}],"total":1}
            """
        ),
        Case(
            "get_label",
            """{"project_id":1,"label_id":"bug","include_ancestor_groups":false}""",
            "GET /projects/1/labels/bug?include_ancestor_groups=false",
            """{"id":1004,"name":"bug","color":"#D9534F","description":"Something is broken","is_project_label":true}"""
        ),
        Case(
            "create_label",
            """{"project_id":1,"name":"a/b","color":"#fff000","priority":1}""",
            """POST /projects/1/labels {"name":"a/b","color":"#fff000","priority":1}""",
            """…,"name":"a/b","color":"#fff000","is_project_label":true}"""
        ),
        Case(
            "update_label",
            """{"project_id":1,"label_id":1004,"new_name":"defect"}""",
            """PUT /projects/1/labels/1004 {"new_name":"defect"}""",
            """{"id":1004,"name":"defect","color":"#D9534F","description":"Something is broken","is_project_label":true}"""
        ),
        Case(
            "delete_label",
            """{"project_id":"group/app","label_id":"bug"}""",
            "DELETE /projects/group%2Fapp/labels/bug",
            """{"done":true}"""
        ),
    ];

    private static readonly ToolCase[] Users =
    [
        new(
            "whoami",
            "{}",
            ["GET /user", "GET /personal_access_tokens/self"],
            """
            {"id":1,"username":"alice","name":"Alice","state":"active","email":"alice@example.com","is_admin":false,
              "web_url":"https://gitlab.example.com/alice","token":{"name":"work","scopes":["api"],
              "expires_at":"2027-01-01"}}
            """
        ),
        Case(
            "get_user",
            """{"user_id":2}""",
            "GET /users/2",
            """{"id":2,"username":"bob","name":"Bob","state":"active","web_url":"https://gitlab.example.com/bob"}"""
        ),
        Case(
            "get_users",
            """{"usernames":["bob"]}""",
            "GET /users?username=bob",
            """{"items":[{"id":2,"username":"bob","name":"Bob","state":"active","web_url":"https://gitlab.example.com/bob"}]}"""
        ),
        Case(
            "list_events",
            """{"target_type":"issue","after":"2026-01-01","sort":"asc"}""",
            "GET /events?target_type=issue&after=2026-01-01&sort=asc&page=1&per_page=20",
            """
            {"items":[{"id":1008,"project_id":1,"action_name":"opened","target_type":"Issue","target_iid":1,
              "target_title":"Slow list","author_username":"alice","created_at":"2026-01-05T09:30:00Z"}],"total":1}
            """
        ),
        Case(
            "get_project_events",
            """{"project_id":1,"before":"2026-02-01"}""",
            "GET /projects/1/events?before=2026-02-01&page=1&per_page=20",
            """…"target_title":"Slow list","""
        ),
        Case(
            "download_attachment",
            $$"""{"project_id":1,"secret":"{{Secret}}","filename":"notes.txt"}""",
            $"GET /projects/1/uploads/{Secret}/notes.txt",
            """{"filename":"notes.txt","content_type":"text/plain","size":5,"text":"hello"}"""
        ),
        Case(
            "upload_markdown",
            """{"project_id":1,"filename":"trace.txt","content":"one"}""",
            "POST /projects/1/uploads …",
            $$"""…"markdown":"[trace.txt](/uploads/{{Secret}}/trace.txt)"}"""
        ),
    ];
}
