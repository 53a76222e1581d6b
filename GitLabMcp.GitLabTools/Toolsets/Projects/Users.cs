using System.Text;
using GitLabMcp.GitLabTools.Tools.Answers;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Users
{
    public static readonly Toolset Toolset = new(
        "users",
        "Users: find them, their events, projects and status; uploads and attachments",
        Switch: null,
        [
            Tool.Reaching<NoArguments>("whoami", "Tell whose token this is and what it may do.", WhoAmIAsync)
                .OutputFields("username, token, rate_limit")
                .OutsideProjects(),
            Tool.Get<UserRef>("get_user", "users/{user_id}", "Get one user by id or user name; by a part of the name: get_users.")
                .Keeping("id, username, name, state, web_url, bio, location, organization, job_title, public_email, created_at, bot")
                .OutsideProjects(),
            Tool.Call<GetUsers>(
                    "get_users",
                    Effect.Read,
                    "Find users by user name, name or e-mail, for example to get their ids.",
                    GetUsersAsync
                )
                .GivingOneOf("usernames", "search")
                .OutsideProjects(),
            Tool.List<ListUserProjects>(
                    "list_user_projects",
                    "users/{user_id}[/{relation}]",
                    "List the projects that a user has, contributed to or starred."
                )
                .Keeping(Projects.ListFields)
                .RowsOfProjects("id"),
            .. UserStatus.Tools,
            Tool.List<ListEvents>(
                    "list_events",
                    "[users/{user_id}/]events",
                    "List what the token's user, or with user_id another one, did lately."
                )
                .Excluding("user_id", "scope")
                .Keeping(EventFields)
                .RowsOfProjects("project_id"),
            Tool.List<ListProjectEvents>("get_project_events", "projects/{project_id}/events", "List what happened in a project lately.")
                .Keeping(EventFields),
            Tool.Call<DownloadAttachment>(
                "download_attachment",
                Effect.Read,
                "Read an attachment, linked as /uploads/<secret>/<filename>.",
                DownloadAsync
            ),
            Tool.Call<UploadMarkdown>("upload_markdown", Effect.Change, "Upload a file and get the Markdown that shows it.", UploadAsync)
                .Additive(),
        ]
    );

    private const int MaxUsers = 20;

    private const string EventFields = """
        id, project_id, action_name, target_type, target_iid, target_title, author_username, created_at, note,
        push_data
        """;

    /// <summary>The request for the token's user; for the token of a CI/CD job it is the user who started the job.</summary>
    public static GitLabRequest Who(CallerGitLab gitlab) => GitLabRequest.ForOwnerOf(gitlab.Credential);

    /// <summary>The name in an answer to <see cref="Who"/>; null when it is no user and no job.</summary>
    public static string? Username(GitLabAnswer answer) =>
        answer.TryObject() is not { } json ? null
        : json["user"] is JsonObject ofJob ? (string?)ofJob["username"]
        : (string?)json["username"];

    private static Task<ToolReply> WhoAmIAsync(NoArguments arguments, ToolContext context, CancellationToken ct) =>
        context
            .GitLab.SendAsync(Who(context.GitLab) with { ReadsRateLimit = true }, ct)
            .ThenAsync(async answer =>
            {
                var json = answer.Json();
                var user = json.TryGetProperty("user"u8, out var ofJob) ? ofJob : json;
                var who = ToolJson.Pick(user, "id", "username", "name", "state", "email", "is_admin", "web_url");
                using var token = await context.GitLab.SendAsync(GitLabRequest.ForTokenRecord, ct) as GitLabAnswer;
                if (token is not null)
                {
                    who["token"] = ToolJson.Pick(token.Json(), "name", "scopes", "expires_at");
                }

                if (context.Tools.MaxAccess == Access.Read)
                {
                    who["tools"] = context.Tools.IsLimitedByScope ? MissingScope.OnlyReadingTools : "reading tools only";
                }

                if (answer.RateLimit is { } limit)
                {
                    who["rate_limit"] = JsonSerializer.SerializeToNode(limit, ToolJson.Options);
                }

                return ToolReply.Json(who);
            });

    private static async Task<ToolReply> GetUsersAsync(GetUsers arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        if (arguments.Usernames is not { } usernames)
        {
            return await SearchAsync(arguments.Search!, gitlab, ct);
        }

        if (usernames.Length is 0 or > MaxUsers)
        {
            return ToolReply.Refuse($"Argument usernames takes 1 to {MaxUsers} names in one call.");
        }

        var replies = await Task.WhenAll(usernames.Select(username => gitlab.GetAsync($"users?username={username}", ct)));
        var (items, unknown) = (new JsonArray(), new JsonArray());
        foreach (var (username, reply) in usernames.Zip(replies))
        {
            if (reply is not GitLabAnswer answer)
            {
                return ToolReply.Of(reply);
            }

            using (answer)
            {
                if (answer.Json() is { ValueKind: JsonValueKind.Array } users && users.GetArrayLength() > 0)
                {
                    items.Add(Found(users[0]));
                }
                else
                {
                    unknown.Add(username.Text);
                }
            }
        }

        var found = new JsonObject { ["items"] = items };
        if (unknown.Count > 0)
        {
            found["not_found"] = unknown;
        }

        return ToolReply.Json(found);
    }

    private static Task<ToolReply> SearchAsync(string search, CallerGitLab gitlab, CancellationToken ct) =>
        gitlab
            .GetAsync($"users?search={search}&per_page={MaxUsers}", ct)
            .ThenAsync(answer =>
                ToolReply.Json(
                    new JsonObject
                    {
                        ["items"] = new JsonArray([
                            .. answer.Json() is { ValueKind: JsonValueKind.Array } users ? users.EnumerateArray().Select(Found) : [],
                        ]),
                    }
                )
            );

    private static JsonObject Found(JsonElement user) => ToolJson.Pick(user, "id", "username", "name", "state", "web_url");

    private static async Task<ToolReply> DownloadAsync(DownloadAttachment arguments, CallerGitLab gitlab, CancellationToken ct) =>
        FileAnswer.Of(
            await gitlab.GetAsync($"projects/{arguments.ProjectId}/uploads/{arguments.Secret}/{arguments.Filename}", ct),
            arguments.Filename.Text,
            arguments.Offset
        );

    private static async Task<ToolReply> UploadAsync(UploadMarkdown arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        if (arguments.Content is null == arguments.ContentBase64 is null)
        {
            return ToolReply.Refuse("Give the file either as content (text) or as content_base64, not both and not neither.");
        }

        if (arguments.ContentBase64 is { } base64 && Base64Content.Refusal("Argument content_base64", base64) is { } refused)
        {
            return refused;
        }

        var bytes = arguments.Content is { } text ? Encoding.UTF8.GetBytes(text) : Convert.FromBase64String(arguments.ContentBase64!);

        return ToolReply.Of(
            await gitlab.PostAsync($"projects/{arguments.ProjectId}/uploads", () => UploadedFile.Form(arguments.Filename.Text, bytes), ct)
        );
    }

    private enum EventTarget
    {
        Issue,
        Milestone,
        MergeRequest,
        Note,
        Project,
        Snippet,
        User,
        Wiki,
        Design,
    }

    private enum EventAction
    {
        Approved,
        Closed,
        Commented,
        Created,
        Destroyed,
        Expired,
        Joined,
        Left,
        Merged,
        Pushed,
        Reopened,
        Updated,
    }

    private enum EventScope
    {
        All,
    }

    private enum ProjectRelation
    {
        Projects,
        ContributedProjects,
        StarredProjects,
    }

    internal sealed record UserRef([Description("Id or name.")] [NumberOf(Thing.User)] Id UserId);

    private sealed record GetUsers(
        [Description("At most 20.")] UserName[]? Usernames = null,
        [Description("Or a part of a name, or an e-mail.")] string? Search = null
    );

    private sealed record ListUserProjects(
        [Description("Id or name.")] [NumberOf(Thing.User)] Id UserId,
        [Description("projects: in the user's own namespace.")] ProjectRelation Relation = ProjectRelation.Projects
    );

    [ArgumentGroup]
    private sealed record EventFilter(
        [Description("Action.")] EventAction? Action = null,
        [Description("Kind of target.")] EventTarget? TargetType = null,
        [Description("Before.")] DateOnly? Before = null,
        [Description("After.")] DateOnly? After = null
    );

    private sealed record ListEvents(
        EventFilter Filter,
        [Description("Id or name of another user.")] [NumberOf(Thing.User)] Id? UserId = null,
        [Description("all: everybody's in own projects.")] EventScope? Scope = null,
        [Description("Default desc.")] Projects.Sort? Sort = null
    );

    private sealed record ListProjectEvents(
        ProjectId ProjectId,
        EventFilter Filter,
        [Description("Default desc.")] Projects.Sort? Sort = null
    );

    private sealed record DownloadAttachment(
        ProjectId ProjectId,
        [Description("32 digits after /uploads/.")] Id Secret,
        [Description("What follows the secret.")] Id Filename,
        [Description("Where to go on, in characters.")] [Range(0, 100_000_000)] int Offset = 0
    );

    private sealed record UploadMarkdown(
        ProjectId ProjectId,
        [Description("Like trace.txt.")] Id Filename,
        [Description("The file as text.")] string? Content = null,
        [Description("Or the file as base64.")] string? ContentBase64 = null
    );
}
