using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo.Collections;

/// <summary>What GitLab makes of the fields that it is given, and adds to those that it keeps.</summary>
internal static class Settling
{
    private static string Owner(Call call) => call.Has("group") ? $"groups/{call.GroupPath}" : $"projects/{call.Project!.Id}";

    /// <summary>With another list of the same project or group as a field.</summary>
    public static JsonObject With(Call call, JsonObject row, string field, string list)
    {
        var shown = (JsonObject)row.DeepClone();
        shown[field] = new JsonArray([.. call.World.DocumentsOf($"{Owner(call)}/{list}").Select(one => one.DeepClone())]);
        return shown;
    }

    /// <summary>A variable may be masked and hidden when it is made; then its value is not shown again.</summary>
    public static void Variable(Call call, JsonObject variable)
    {
        if ((bool?)variable["masked_and_hidden"] == true)
        {
            (variable["masked"], variable["hidden"]) = (true, true);
        }

        variable.Remove("masked_and_hidden");
        variable.Remove("created_at");
        variable.Remove("updated_at");
    }

    public static void WikiPage(Call call, JsonObject page)
    {
        page["slug"] = ((string)page["title"]!).Replace(' ', '-');
        page["title"] = ((string)page["title"]!).Split('/')[^1];
    }

    public static JsonObject WikiPageInList(Call call, JsonObject page)
    {
        var shown = (JsonObject)page.DeepClone();
        if (call.Query("with_content") is not ("1" or "true"))
        {
            shown.Remove("content");
        }

        return shown;
    }

    public static JsonObject ImageTagInList(Call call, JsonObject tag) =>
        new()
        {
            ["name"] = tag["name"]!.DeepClone(),
            ["path"] = tag["path"]!.DeepClone(),
            ["location"] = tag["location"]!.DeepClone(),
        };

    public static void BoardList(Call call, JsonObject list)
    {
        var labels = call.Has("group") ? call.World.DocumentsOf($"{Owner(call)}/labels") : call.Project!.Labels;
        list["label"] ??= labels.Find(label => label["id"]!.ToJsonString() == list["label_id"]?.ToJsonString())?.DeepClone();
        list.Remove("label_id");
    }

    /// <summary>The token of a webhook is never shown.</summary>
    public static void Webhook(Call call, JsonObject hook)
    {
        hook.Remove("token");
        hook[call.Has("group") ? "group_id" : "project_id"] = call.Has("group")
            ? call.World.FindNamespace(call["group"])!["id"]!.DeepClone()
            : call.Project!.Id;
    }

    public static void Environment(Call call, JsonObject environment) =>
        environment["slug"] = ((string)environment["name"]!).Replace('/', '-').ToLowerInvariant();

    public static JsonObject WithLastDeployment(Call call, JsonObject environment)
    {
        var shown = (JsonObject)environment.DeepClone();
        shown["last_deployment"] = call
            .World.DocumentsOf($"{Owner(call)}/deployments")
            .LastOrDefault(deployment =>
                (string?)deployment["environment"]?["name"] == (string?)environment["name"] && (string?)deployment["status"] == "success"
            )
            ?.DeepClone();
        return shown;
    }

    public static void Deployment(Call call, JsonObject deployment)
    {
        deployment["user"] = Shapes.User(call.User);
        if (deployment["environment"] is JsonValue name)
        {
            var environments = call.World.DocumentsOf($"{Owner(call)}/environments");
            deployment["environment"] =
                environments.Find(one => (string?)one["name"] == (string?)name)?.DeepClone()
                ?? new JsonObject { ["name"] = name.DeepClone() };
        }
    }

    public static void Schedule(Call call, JsonObject schedule)
    {
        schedule["owner"] ??= Shapes.User(call.User);
        schedule["next_run_at"] = CodeShapes.Time(call.World.Time.GetUtcNow().Date.AddDays(1).AddHours(3));
    }

    public static void ApprovalRule(Call call, JsonObject rule)
    {
        if (rule["user_ids"] is JsonArray ids)
        {
            rule["users"] = new JsonArray([
                .. call.World.Users.Where(user => ids.Any(id => id!.ToJsonString() == $"{user.Id}")).Select(Shapes.User),
            ]);
        }

        rule["eligible_approvers"] = rule["users"]!.DeepClone();
        rule.Remove("user_ids");
        rule.Remove("group_ids");
    }

    /// <summary>A release makes its tag where there is none.</summary>
    public static void Release(Call call, JsonObject release)
    {
        var (tag, repository) = ((string)release["tag_name"]!, call.Project!.Repository);
        if (!repository.Tags.ContainsKey(tag) && repository.Find(call.Text("ref") ?? "HEAD") is { } commit)
        {
            repository.Tags[tag] = commit;
        }

        if ((string?)release["name"] is null or "")
        {
            release["name"] = tag;
        }

        foreach (var link in (release["assets"]?["links"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var kept = (JsonObject)link.DeepClone();
            kept["id"] = call.World.NextId();
            call.World.DocumentsOf($"{Owner(call)}/releases/{tag}/assets/links").Add(kept);
        }

        release.Remove("assets");
        release.Remove("ref");
        release["released_at"] ??= call.World.Now;
        release["author"] ??= Shapes.User(call.User);
    }

    public static JsonObject WithAssets(Call call, JsonObject release) => WithAssets(call.World, call.Project!, release);

    public static JsonObject WithAssets(GitLabWorld world, FakeProject project, JsonObject release)
    {
        var (tag, web) = ((string)release["tag_name"]!, $"{Shapes.Web}/{project.FullPath}/-");
        var links = world.DocumentsOf($"projects/{project.Id}/releases/{tag}/assets/links");
        var shown = (JsonObject)release.DeepClone();
        shown["commit"] = project.Repository.Tags.TryGetValue(tag, out var commit) ? CodeShapes.Commit(project, commit) : null;
        shown["tag_path"] = $"/{project.FullPath}/-/tags/{tag}";
        shown["assets"] = new JsonObject
        {
            ["count"] = links.Count + 1,
            ["sources"] = new JsonArray(
                new JsonObject { ["format"] = "zip", ["url"] = $"{web}/archive/{tag}/{project.FullPath.Split('/')[^1]}-{tag}.zip" }
            ),
            ["links"] = new JsonArray([.. links.Select(link => link.DeepClone())]),
        };
        shown["_links"] = new JsonObject { ["self"] = $"{web}/releases/{tag}" };
        return shown;
    }

    public static void Label(Call call, JsonObject label)
    {
        label["name"] = (label["new_name"] ?? label["name"])!.DeepClone();
        label["description_html"] = label["description"]?.DeepClone() ?? "";
        label.Remove("new_name");
    }

    public static void GroupMilestone(Call call, JsonObject milestone)
    {
        milestone["group_id"] = call.World.FindNamespace(call["group"])!["id"]!.DeepClone();
        if (milestone["state_event"] is { } change)
        {
            milestone["state"] = (string?)change == "close" ? "closed" : "active";
            milestone.Remove("state_event");
        }

        milestone["iid"] = call.World.DocumentsOf($"{Owner(call)}/milestones").IndexOf(milestone) is var at and >= 0
            ? at + 1
            : call.World.DocumentsOf($"{Owner(call)}/milestones").Count + 1;
        milestone["web_url"] = $"{Shapes.Web}/groups/{call.GroupPath}/-/milestones/{milestone["iid"]}";
    }
}
