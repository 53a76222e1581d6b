using System.Globalization;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>Finds the number of a thing by the name that a call gives for it.</summary>
/// <param name="argument">The argument that names it, for sentences.</param>
/// <param name="orGroup">The argument project_id may name a group as well.</param>
internal sealed class ThingNames(Thing thing, string argument, bool orGroup, CallValues values, CallerGitLab gitlab, NearbyNames nearby)
{
    private const int MaxShown = 100;

    public static bool IsNumber(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>By the title of a milestone, though it may look like a number; a number that is no title is taken as it is.</summary>
    public async Task<Lookup<Id>> NumberOfTitleAsync(string title, CancellationToken ct) =>
        await MilestoneAsync(title, ct) is var found && (found is Lookup<Id>.Found || !IsNumber(title))
            ? found
            : new Lookup<Id>.Found(new(title));

    /// <summary>A number is taken as it is, and so are the words with which GitLab filters.</summary>
    public Task<Lookup<Id>> NumberAsync(string name, CancellationToken ct) =>
        IsNumber(name) || (thing == Thing.User && name.ToUpperInvariant() is "NONE" or "ANY")
            ? Task.FromResult<Lookup<Id>>(new Lookup<Id>.Found(new(name)))
            : thing switch
            {
                Thing.Group or Thing.Namespace when name.Trim('/').Length == 0 => UnknownAsync(name, ct),
                Thing.Project => OneAsync($"projects/{new Id(name)}", name, ct),
                Thing.Group => OneAsync($"groups/{new Id(name.Trim('/'))}?with_projects=false", name, ct),
                Thing.Namespace => OneAsync($"namespaces/{new Id(name.Trim('/'))}", name, ct),
                Thing.User => UserAsync(name, ct),
                _ => MilestoneAsync(name, ct),
            };

    private async Task<Lookup<Id>> UserAsync(string name, CancellationToken ct) =>
        await FirstAsync(await gitlab.GetAsync($"users?username={name.TrimStart('@')}", ct), name, ct);

    private async Task<Lookup<Id>> OneAsync(GitLabPath path, string name, CancellationToken ct)
    {
        var reply = await gitlab.GetAsync(path, ct);
        if (reply is not GitLabAnswer answer)
        {
            return reply is GitLabRefusal { Status: 404 } ? await UnknownAsync(name, ct) : Ended(ToolReply.Of(reply));
        }

        using (answer)
        {
            return (answer.IsJson ? NumberOf(answer.Json()) : null) ?? await UnknownAsync(name, ct);
        }
    }

    private async Task<Lookup<Id>> FirstAsync(GitLabReply reply, string name, CancellationToken ct)
    {
        if (reply is not GitLabAnswer answer)
        {
            return Ended(ToolReply.Of(reply));
        }

        using (answer)
        {
            var found =
                answer.IsJson && answer.Json() is { ValueKind: JsonValueKind.Array } rows && rows.GetArrayLength() > 0
                    ? NumberOf(rows[0])
                    : null;
            return found ?? await UnknownAsync(name, ct);
        }
    }

    /// <summary>A project has the milestones of its groups too. An argument for a project may name a group (work items).</summary>
    private async Task<Lookup<Id>> MilestoneAsync(string title, CancellationToken ct)
    {
        if (values.Find(ArgumentNames.Project) is not ProjectId project)
        {
            return values.Find(ArgumentNames.Group) is Id group
                ? await FirstAsync(await gitlab.GetAsync($"groups/{group}/milestones?title={title}&include_ancestors=true", ct), title, ct)
                : await UnknownAsync(title, ct);
        }

        if (project.Group is { } ofGroup)
        {
            var ofAll = await gitlab.GetAsync($"groups/{ofGroup}/milestones?title={title}&include_ancestors=true", ct);
            return await FirstAsync(ofAll, title, ct);
        }

        // A bare number is a project, never a group of the same number.
        var reply = await gitlab.GetAsync($"projects/{project}/milestones?title={title}&include_ancestors=true", ct);
        var mayBeGroup = orGroup && !project.IsProject && !IsNumber(project.Text);
        return
            reply is GitLabRefusal { Status: 404 }
            && mayBeGroup
            && await gitlab.GetAsync($"groups/{project}/milestones?title={title}&include_ancestors=true", ct) is GitLabAnswer answer
            ? await FirstAsync(answer, title, ct)
            : await FirstAsync(reply, title, ct);
    }

    private static Lookup<Id>? NumberOf(JsonElement found) =>
        found.ValueKind == JsonValueKind.Object && found.TryGetProperty("id"u8, out var id) && id.TryGetInt64(out var number)
            ? new Lookup<Id>.Found(new(number.ToString(CultureInfo.InvariantCulture)))
            : null;

    private async Task<Lookup<Id>> UnknownAsync(string name, CancellationToken ct)
    {
        var near = await nearby.QuestionAsync(thing, name, ct);
        var shown = name.Length <= MaxShown ? $" {name}" : "";
        var isOfGroup = values.Find(ArgumentNames.Project) is null;
        return Ended(
            ToolReply.Refuse(
                thing switch
                {
                    Thing.Project => $"Argument {argument}: GitLab has no project{shown} that this token may see. "
                        + "Find its number with list_projects.",
                    Thing.User => $"Argument {argument}: GitLab has no user{shown}.{near} Find the user with get_users.",
                    Thing.Milestone => $"Argument {argument}: there is no milestone{shown} here.{near} "
                        + $"Find its id with {(isOfGroup ? "list_group_milestones" : "list_milestones")}.",
                    _ => $"Argument {argument}: GitLab has no group{shown} that this token may see. "
                        + "Find its number with list_namespaces.",
                }
            )
        );
    }

    private static Lookup<Id> Ended(ToolReply reply) => new Lookup<Id>.Refused(reply);
}
